// What every page needs: the CSRF token on requests, toasts, menus and dialogs that close as people expect.
(function () {
  'use strict';
  const texts = document.getElementById('texts');
  const csrf = document.querySelector('meta[name="csrf"]');

  function headers() {
    const all = { 'HX-Request': 'true', Accept: 'application/json' };
    if (csrf) all[csrf.dataset.header] = csrf.content;
    return all;
  }

  function text(name) {
    return (texts && texts.dataset[name]) || '';
  }

  /** Says something that goes away by itself; trouble stays longer. */
  function toast(message, bad) {
    const place = document.getElementById('toasts');
    if (!place || !message) return;
    const box = document.createElement('div');
    box.className = 'hub-toast' + (bad ? ' hub-toast-bad' : '');
    box.textContent = message;
    box.addEventListener('click', () => box.remove());
    place.append(box);
    while (place.children.length > 4) place.firstElementChild.remove();
    setTimeout(() => box.remove(), bad ? 9000 : 4000);
  }

  /** Posts a form's worth of values; gives {ok, status, text, address}. Never throws. */
  async function post(address, values) {
    try {
      const answer = await fetch(address, { method: 'POST', headers: headers(), body: new URLSearchParams(values) });
      if (answer.status === 401) {
        location.assign('/login');
        return { ok: false, text: text('loggedout') };
      }
      const isJson = (answer.headers.get('Content-Type') || '').includes('json');
      const said = isJson ? await answer.json() : {};
      return { ...said, ok: answer.ok, status: answer.status, text: said.text || (answer.ok ? '' : text('failed')) };
    } catch {
      return { ok: false, text: text('offline') };
    }
  }

  /** What a refusal says for people, if it does. */
  function saidIn(xhr) {
    if (!(xhr.getResponseHeader('Content-Type') || '').includes('json')) return '';
    try {
      return JSON.parse(xhr.responseText).text || '';
    } catch {
      return '';
    }
  }

  document.addEventListener('htmx:configRequest', (event) => {
    if (csrf) event.detail.headers[csrf.dataset.header] = csrf.content;
  });
  document.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status === 401) location.assign('/login');
    else if (event.detail.requestConfig.verb !== 'get') toast(saidIn(event.detail.xhr) || text('failed'), true);
  });
  document.addEventListener('htmx:sendError', (event) => {
    if (event.detail.requestConfig.verb !== 'get') toast(text('offline'), true);
  });

  // Menus made of <details>: one open at a time, closed by Esc and by a click elsewhere.
  function closeMenus(except) {
    document.querySelectorAll('details.hub-menu[open]').forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener('click', (event) => closeMenus(event.target.closest('details.hub-menu')));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const open = document.querySelector('details.hub-menu[open]');
    if (open) {
      open.open = false;
      open.querySelector('summary').focus();
    }
  });

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-dialog]');
    if (opener) document.getElementById(opener.dataset.dialog).showModal();
    if (event.target.closest('[data-close]')) event.target.closest('dialog').close();
    // The backdrop belongs to the dialog: a click on it, and not on what is inside, closes.
    if (event.target.tagName === 'DIALOG') event.target.close();
    const chip = event.target.closest('[data-fill]');
    if (chip) {
      const field = document.getElementById(chip.dataset.fill);
      field.value = chip.dataset.value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      field.focus();
    }
  });
  // One more row of a list: a copy of the last one, emptied.
  document.addEventListener('click', (event) => {
    const adder = event.target.closest('[data-add-row]');
    if (!adder) return;
    const rows = document.getElementById(adder.dataset.addRow);
    const row = rows.lastElementChild.cloneNode(true);
    row.querySelectorAll('input').forEach((input) => { input.value = ''; });
    row.querySelectorAll('select').forEach((select) => { select.selectedIndex = 0; });
    const number = String(rows.children.length + 1);
    row.querySelectorAll('[aria-label]').forEach((cell) => cell.setAttribute('aria-label', cell.getAttribute('aria-label').replace(/\d+$/, number)));
    rows.append(row);
    row.querySelector('input, select').focus();
  });
  document.addEventListener('change', (event) => {
    const form = event.target.closest('form[data-submit-on-change]');
    if (form) form.requestSubmit();
  });

  window.hub = { toast, post, text };
})();
