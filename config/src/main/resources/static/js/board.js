// The board: moving cards by drag, menu and key; the open card beside it; columns that stay fresh.
(function () {
  'use strict';
  const board = document.getElementById('board');
  if (!board) return;
  const menu = document.getElementById('move-menu');
  const panel = document.getElementById('panel');
  const filters = document.getElementById('filters');
  const columns = Array.from(board.querySelectorAll('.hub-column'));
  const names = columns.map((column) => column.dataset.column);
  const home = location.pathname + location.search;
  let dragging = false;
  let owed = new Set();

  const cardsOf = (name) => document.getElementById('cards-' + name);
  const cardAt = (element) => element && element.closest && element.closest('.hub-card');
  const columnOf = (card) => card.closest('.hub-column').dataset.column;

  // Fresh columns --------------------------------------------------------------------------------

  async function refresh(which) {
    if (dragging || !menu.hidden) {
      which.forEach((name) => owed.add(name));
      return;
    }
    await Promise.all(which.map(refreshOne));
  }

  /** Puts a part of a page in its place; false if it could not be had. */
  async function load(place, address) {
    try {
      const answer = await fetch(address, { headers: { 'HX-Request': 'true' } });
      if (answer.status === 401) location.assign('/login');
      if (!answer.ok) return false;
      place.innerHTML = await answer.text();
      htmx.process(place);
      return true;
    } catch {
      return false;
    }
  }

  async function refreshOne(name) {
    const place = cardsOf(name);
    const query = new URLSearchParams((board.dataset.filters || '').replace(/^\?/, ''));
    query.set('rows', place.dataset.rows);
    const top = place.scrollTop;
    const focused = place.contains(document.activeElement) ? document.activeElement.id : null;
    if (!await load(place, board.dataset.columns + name + '?' + query)) return;
    place.scrollTop = top;
    const again = focused && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
    const counted = place.querySelector('.hub-count-now');
    if (counted) document.querySelectorAll(`[data-count-of="${name}"]`).forEach((badge) => { badge.textContent = counted.dataset.count; });
  }

  function payOwed() {
    const which = Array.from(owed);
    owed = new Set();
    if (which.length) refresh(which);
  }

  let soon = null;
  document.body.addEventListener('hub:call', () => {
    clearTimeout(soon);
    soon = setTimeout(() => refresh(['UNSORTED', 'OVERDUE', 'TODAY']), 400);
  });
  // Cards fall into other columns as time goes by, and colleagues move them too.
  setInterval(() => { if (!document.hidden) refresh(names); }, 60000);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(names); });
  document.body.addEventListener('hub:card-saved', () => refresh(names));

  board.addEventListener('click', (event) => {
    const more = event.target.closest('.hub-more');
    if (!more) return;
    const place = more.closest('.hub-cards');
    const shown = place.querySelectorAll('.hub-card').length;
    place.dataset.rows = more.dataset.rows;
    refresh([more.closest('.hub-column').dataset.column]).then(() => {
      const next = place.querySelectorAll('.hub-card-link')[shown];
      if (next) next.focus({ preventScroll: true });
    });
  });

  // Moving ---------------------------------------------------------------------------------------

  async function move(card, to, focusAfter) {
    const from = card.dataset.from || columnOf(card);
    const said = await hub.post(board.dataset.move + card.dataset.id + '/move', { column: to, version: card.dataset.version });
    hub.toast(said.text, !said.ok);
    const id = card.dataset.id;
    await refresh(from === to ? [to] : [from, to]);
    if (focusAfter) {
      const link = document.getElementById('card-link-' + id);
      if (link) link.focus();
    }
  }

  columns.forEach((column) => {
    Sortable.create(cardsOf(column.dataset.column), {
      group: 'board', sort: false, draggable: '.hub-card', filter: '.hub-card-menu', preventOnFilter: false,
      forceFallback: true, fallbackOnBody: true, fallbackTolerance: 4, delay: 220, delayOnTouchOnly: true,
      scroll: true, bubbleScroll: true, ghostClass: 'hub-card-ghost', fallbackClass: 'hub-card-flying',
      onStart() { dragging = true; document.body.classList.add('hub-dragging'); },
      onEnd(event) {
        dragging = false;
        document.body.classList.remove('hub-dragging');
        lastDrag = Date.now();
        if (event.to === event.from) { payOwed(); return; }
        const card = event.item;
        card.dataset.from = event.from.closest('.hub-column').dataset.column;
        // The server says where it stands: both columns are read anew, so a refused card goes back.
        move(card, event.to.closest('.hub-column').dataset.column, false).then(payOwed);
      },
    });
  });
  let lastDrag = 0;

  let menuCard = null;
  function openMenu(card) {
    menuCard = card;
    const here = columnOf(card);
    menu.querySelectorAll('[data-to]').forEach((item) => item.setAttribute('aria-disabled', String(item.dataset.to === here)));
    menu.hidden = false;
    const at = card.querySelector('.hub-card-menu').getBoundingClientRect();
    menu.style.left = Math.max(8, Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8)) + 'px';
    menu.style.top = Math.max(8, Math.min(at.bottom + 4, innerHeight - menu.offsetHeight - 8)) + 'px';
    menu.querySelector('[data-to][aria-disabled="false"]').focus();
  }
  function closeMenu(focusBack) {
    if (menu.hidden) return;
    menu.hidden = true;
    const link = menuCard && document.getElementById('card-link-' + menuCard.dataset.id);
    menuCard = null;
    if (focusBack && link) link.focus();
    payOwed();
  }
  function choose(item) {
    const card = menuCard;
    if (item.getAttribute('aria-disabled') === 'true') return;
    closeMenu(true);
    move(card, item.dataset.to, true);
  }
  menu.addEventListener('click', (event) => {
    const item = event.target.closest('[data-to]');
    if (item) choose(item);
  });
  menu.addEventListener('keydown', (event) => {
    const items = Array.from(menu.querySelectorAll('[data-to]'));
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[to % items.length].focus();
    else if (event.key === 'Escape' || event.key === 'Tab') closeMenu(true);
    else if (/^[1-6]$/.test(event.key)) choose(items[event.key - 1]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('pointerdown', (event) => { if (!menu.contains(event.target)) closeMenu(false); });
  board.addEventListener('click', (event) => {
    const button = event.target.closest('.hub-card-menu');
    if (button) openMenu(cardAt(button));
  });

  // Keys -----------------------------------------------------------------------------------------

  function neighbour(card, key) {
    const cards = Array.from(card.parentElement.querySelectorAll('.hub-card'));
    const row = cards.indexOf(card);
    if (key === 'ArrowDown' || key === 'ArrowUp') return cards[row + (key === 'ArrowDown' ? 1 : -1)];
    const step = key === 'ArrowRight' ? 1 : -1;
    for (let at = names.indexOf(columnOf(card)) + step; at >= 0 && at < names.length; at += step) {
      const others = cardsOf(names[at]).querySelectorAll('.hub-card');
      if (others.length) return others[Math.min(row, others.length - 1)];
    }
    return undefined;
  }

  function focusCard(card) {
    if (!card) return;
    card.querySelector('.hub-card-link').focus();
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.target.closest('input, textarea, select')) return;
    const card = cardAt(event.target);
    const key = event.key;
    const letter = event.code;
    if (card && key.startsWith('Arrow')) focusCard(neighbour(card, key));
    else if (!card && key.startsWith('Arrow') && event.target === document.body) focusCard(board.querySelector('.hub-card'));
    else if (card && (letter === 'KeyM' || key === 'ContextMenu' || (key === 'F10' && event.shiftKey))) openMenu(card);
    else if (card && /^[1-6]$/.test(key)) move(card, names[key - 1], true);
    else if (key === '?' || (letter === 'Slash' && event.shiftKey) || (letter === 'Digit7' && key === '?')) document.getElementById('help').showModal();
    else if (key === '/' || letter === 'Slash') document.getElementById('board-search').focus();
    else if (letter === 'KeyN') document.getElementById('add').showModal();
    else return;
    event.preventDefault();
  });

  // The open card --------------------------------------------------------------------------------

  async function open(address, push) {
    if (!await load(document.getElementById('panel-body'), address)) {
      hub.toast(hub.text('offline'), true);
      return;
    }
    if (!panel.open) panel.show();
    if (push) history.pushState({ card: address }, '', address);
    const first = document.getElementById('task-comment');
    if (first) first.focus();
  }
  board.addEventListener('click', (event) => {
    const card = cardAt(event.target);
    if (!card || event.target.closest('.hub-card-menu, .hub-dial-row')) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (Date.now() - lastDrag < 200) return;
    open(card.querySelector('.hub-card-link').getAttribute('href'), true);
  });
  document.addEventListener('click', (event) => { if (event.target.closest('[data-close-panel]')) panel.close(); });
  // The panel leaves the board and the calls in reach, so it closes by our hand.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && panel.open && !document.querySelector('dialog:modal')) panel.close();
  });
  panel.addEventListener('close', () => {
    if (history.state && history.state.card) history.back();
    const id = (panel.querySelector('form') || { action: '' }).action.match(/tasks\/(\d+)/);
    document.getElementById('panel-body').replaceChildren();
    const link = id && document.getElementById('card-link-' + id[1]);
    if (link) link.focus();
    refresh(names);
  });
  window.addEventListener('popstate', (event) => {
    if (event.state && event.state.card) open(event.state.card, false);
    else if (panel.open) panel.close();
  });

  // Adding and filters ---------------------------------------------------------------------------

  const add = document.getElementById('add');
  document.getElementById('add-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector('[type="submit"]');
    button.disabled = true;
    const said = await hub.post(form.action, new FormData(form));
    button.disabled = false;
    document.getElementById('add-wrong').textContent = said.ok ? '' : said.text;
    document.getElementById('add-phone').toggleAttribute('aria-invalid', !said.ok);
    if (!said.ok) {
      document.getElementById('add-phone').focus();
      return;
    }
    form.reset();
    add.close();
    hub.toast(said.text, false);
    refresh(names);
    open(said.address, true);
  });

  function applyFilters() {
    const query = new URLSearchParams();
    new FormData(filters).forEach((value, name) => { if (String(value).trim()) query.set(name, String(value).trim()); });
    const address = location.pathname + (query.size ? '?' + query : '');
    if (address !== home) location.assign(address);
  }
  filters.addEventListener('change', (event) => { if (event.target.tagName === 'SELECT') applyFilters(); });
  filters.addEventListener('submit', (event) => { event.preventDefault(); applyFilters(); });
  document.getElementById('board-search').addEventListener('search', applyFilters);

  // On a phone the columns are pages side by side; their tabs follow.
  const tabs = Array.from(document.querySelectorAll('[data-tab]'));
  tabs.forEach((tab) => tab.addEventListener('click', (event) => {
    event.preventDefault();
    const column = document.getElementById('column-' + tab.dataset.tab);
    board.scrollTo({ left: column.offsetLeft - board.offsetLeft, behavior: 'smooth' });
  }));
  const seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
    const tab = tabs.find((one) => one.dataset.tab === entry.target.dataset.column);
    if (entry.isIntersecting) {
      tabs.forEach((one) => one.toggleAttribute('aria-current', one === tab));
    }
  }), { root: board, threshold: 0.6 });
  columns.forEach((column) => seen.observe(column));
})();
