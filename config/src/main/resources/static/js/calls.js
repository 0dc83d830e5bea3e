// Calls as they happen: one box a call at the bottom right, on every page. Built with textContent only.
(function () {
  'use strict';
  const address = document.body.dataset.stream;
  const place = document.getElementById('pops');
  if (!address || !place) return;
  const club = document.body.dataset.club;
  const pops = new Map();
  const dismissed = new Set();
  const SHOWN_AFTER_END = 20000;
  let source = null;
  let wait = 2000;

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function phone(number) {
    if (!number) return hub.text('withheld');
    const ru = /^\+?7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
    return ru ? `+7 ${ru[1]} ${ru[2]}-${ru[3]}-${ru[4]}` : number;
  }

  function clock(ms) {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    return Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
  }

  function who(call) {
    const names = (call.clients || []).map((client) => client.name || hub.text('noname'));
    const known = (call.clients || []).some((client) => client.name || client.kind === 'CLIENT');
    return known ? names.join(', ') : call.phone ? hub.text('new') : hub.text('withheld');
  }

  function outcome(call) {
    const texts = document.getElementById('texts');
    const by = (name, value) => {
      const found = texts.querySelector(`[data-${name}="${CSS.escape(value || '')}"]`);
      return found && found.textContent;
    };
    if (call.direction === 'OUTGOING') return by('outcome', call.result) || hub.text('ended');
    if (call.missedBecause) return by('because', call.missedBecause) || hub.text('missed');
    if (call.result === 'ANSWERED') return hub.text('answered');
    return by('outcome-in', call.result) || (call.result === 'MISSED' ? hub.text('missed') : hub.text('ended'));
  }

  function link(text, href, primary) {
    const a = make('a', 'btn btn-sm' + (primary ? ' btn-primary' : ''), text);
    a.href = href;
    return a;
  }

  function buttons(call) {
    const row = make('div', 'hub-pop-buttons');
    if (call.taskId) row.append(link(hub.text('open'), `/${club}/tasks/${call.taskId}`, true));
    else if (call.clientId) row.append(link(hub.text('client'), `/${club}/clients/${call.clientId}`, true));
    const stranger = !(call.clients || []).some((client) => client.kind === 'CLIENT');
    // A number shown in part is not theirs to say of whose it is.
    if (/^\+?\d+$/.test(call.phone || '') && call.direction === 'INCOMING' && stranger) {
      const button = make('button', 'btn btn-sm', hub.text('notclient'));
      button.type = 'button';
      button.addEventListener('click', async () => {
        button.disabled = true;
        const said = await hub.post(`/${club}/calls/not-a-client`, { number: call.phone });
        hub.toast(said.text, !said.ok);
        if (said.ok) remove(call.id);
        else button.disabled = false;
      });
      row.append(button);
    }
    return row;
  }

  function draw(pop) {
    const { call, box } = pop;
    const state = call.endedAt || !['RINGING', 'TALKING'].includes(call.result) ? 'ended' : call.result.toLowerCase();
    pop.state = state;
    // The buttons are drawn anew only when they change: the focus of who works by keyboard stays.
    const key = [state, call.taskId, call.clientId, who(call)].join('|');
    if (pop.key === key) return;
    const focused = box.contains(document.activeElement);
    pop.key = key;
    box.className = 'hub-pop hub-pop-' + state;
    const head = make('div', 'hub-pop-head');
    const icon = make('i', 'ti ti-' + (state === 'ended' ? (call.result === 'ANSWERED' ? 'phone-check' : 'phone-x') : 'phone-call'));
    icon.setAttribute('aria-hidden', 'true');
    pop.stateText = make('span', 'hub-pop-state');
    const close = make('button', 'btn btn-icon btn-sm');
    close.type = 'button';
    close.setAttribute('aria-label', hub.text('close'));
    const cross = make('i', 'ti ti-x');
    cross.setAttribute('aria-hidden', 'true');
    close.append(cross);
    close.addEventListener('click', () => remove(call.id));
    head.append(icon, pop.stateText, close);
    const name = make('div', 'hub-pop-who', who(call));
    const detail = make('div', 'hub-pop-detail', phone(call.phone || call.clientNumber));
    if (call.clubNumber) detail.append(` ${hub.text('to')} ${phone(call.clubNumber)}`);
    box.replaceChildren(head, name, detail, buttons(call));
    if (focused) (box.querySelector('a, button') || close).focus();
    tick(pop);
  }

  function tick(pop) {
    const { call, state } = pop;
    const side = hub.text(call.direction === 'OUTGOING' ? 'outgoing' : 'incoming');
    if (state === 'ended') pop.stateText.textContent = outcome(call);
    else if (state === 'talking') pop.stateText.textContent = hub.text('talking') + ' ' + clock(Date.now() - Date.parse(call.answeredAt || call.startedAt));
    else pop.stateText.textContent = side + ' · ' + hub.text('ringing').toLowerCase();
  }

  function remove(id) {
    const pop = pops.get(id);
    if (!pop) return;
    pop.box.remove();
    pops.delete(id);
    dismissed.add(id);
  }

  function hear(kind, event) {
    const call = JSON.parse(event.data);
    document.body.dispatchEvent(new CustomEvent('hub:call', { detail: { kind, call } }));
    if (kind === 'ended') document.body.dispatchEvent(new CustomEvent('hub:call-ended'));
    if (dismissed.has(call.id)) return;
    let pop = pops.get(call.id);
    if (!pop) {
      // News of a call that ended while the page was away is on the board, not in the way.
      if (kind === 'ended') return;
      pop = { box: make('article', 'hub-pop'), call };
      pops.set(call.id, pop);
      place.append(pop.box);
    }
    pop.call = call;
    draw(pop);
    if (pop.state === 'ended' && !pop.leaves) {
      pop.leaves = setTimeout(() => {
        if (!pop.box.matches(':hover, :focus-within')) remove(call.id);
      }, SHOWN_AFTER_END);
    }
  }

  function listen() {
    source = new EventSource(address);
    source.addEventListener('open', () => { wait = 2000; });
    for (const kind of ['ringing', 'answered', 'ended']) source.addEventListener('call.' + kind, (event) => hear(kind, event));
    // The browser reconnects by itself, unless the answer was no stream at all.
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) return;
      wait = Math.min(wait * 2, 60000);
      setTimeout(listen, wait);
    });
  }

  setInterval(() => pops.forEach((pop) => { if (pop.state === 'talking') tick(pop); }), 1000);
  window.addEventListener('pagehide', () => source && source.close());
  window.addEventListener('pageshow', (event) => { if (event.persisted) listen(); });
  listen();
})();
