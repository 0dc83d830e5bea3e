// The call journal: the chart, the list that follows the calls, «Не клиент».
(function () {
  'use strict';
  const place = document.getElementById('chart');
  const colors = { answered: '#2f8f4e', missed: '#c8372d', other: '#8896a5' };
  let chart = null;
  let by = 'hour';

  function label(bar) {
    if (by === 'hour') return bar.at + ':00';
    const [year, month, day] = bar.at.split('-').map(Number);
    return new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day));
  }

  const other = (bar) => bar.total - bar.answered - bar.missed;

  function said(bars) {
    const most = bars.reduce((one, next) => (next.total > one.total ? next : one), { total: 0 });
    if (!most.total) return place.dataset.none;
    return place.dataset.peak.replace('{0}', label(most)).replace('{1}', most.total);
  }

  function table(bars) {
    const row = (cell, values) => {
      const line = document.createElement('tr');
      values.forEach((value) => {
        const one = document.createElement(cell);
        one.textContent = value;
        line.append(one);
      });
      return line;
    };
    const data = place.dataset;
    place.querySelector('thead').replaceChildren(row('th', [data[by], data.total, data.answered, data.missed, data.other]));
    place.querySelector('tbody').replaceChildren(...bars.filter((bar) => bar.total).map((bar) => row('td', [label(bar), bar.total, bar.answered, bar.missed, other(bar)])));
  }

  function dataset(name, values) {
    return { label: place.dataset[name], data: values, backgroundColor: colors[name], stack: 'calls', maxBarThickness: 44, borderRadius: 2 };
  }

  function draw(bars) {
    const canvas = place.querySelector('canvas');
    const sets = [dataset('answered', bars.map((bar) => bar.answered)), dataset('missed', bars.map((bar) => bar.missed)), dataset('other', bars.map(other))];
    const shown = sets.filter((set, i) => i < 2 || set.data.some(Boolean));
    canvas.setAttribute('aria-label', document.getElementById('chart-title').textContent + '. ' + said(bars));
    place.querySelector('.hub-chart-said').textContent = said(bars);
    table(bars);
    if (chart) {
      chart.data = { labels: bars.map(label), datasets: shown };
      chart.update('none');
      return;
    }
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.color = '#52606d';
    chart = new Chart(canvas, {
      type: 'bar',
      data: { labels: bars.map(label), datasets: shown },
      options: {
        maintainAspectRatio: false,
        animation: false,
        interaction: { mode: 'index', intersect: false },
        plugins: { legend: { position: 'bottom', labels: { boxWidth: 12, boxHeight: 12 } } },
        scales: {
          x: { stacked: true, grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 8 } },
          y: { stacked: true, beginAtZero: true, ticks: { precision: 0, maxTicksLimit: 6 }, grid: { color: '#ece7e1' } },
        },
      },
    });
  }

  async function load() {
    if (!place) return;
    const wanted = by;
    try {
      const answer = await fetch(place.dataset.chart + '&by=' + wanted, { headers: { Accept: 'application/json' } });
      if (!answer.ok) throw new Error(String(answer.status));
      const bars = (await answer.json()).bars;
      if (wanted === by) draw(bars);
      place.dataset.drawn = wanted;
    } catch {
      place.querySelector('.hub-chart-said').textContent = place.dataset.failed;
    }
  }

  if (place) {
    place.addEventListener('click', (event) => {
      const button = event.target.closest('[data-by]');
      if (!button) return;
      by = button.dataset.by;
      place.querySelectorAll('[data-by]').forEach((one) => one.setAttribute('aria-pressed', String(one === button)));
      load();
    });
    load();
  }

  // The first page follows the calls: many events at once are one refresh, and the last is never left out.
  let waiting = null;
  let chartIsOld = false;

  async function refresh() {
    waiting = null;
    if (document.querySelector('[data-not-client][disabled]')) return follow();
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const id of ['journal', 'calls']) {
        const now = document.getElementById(id);
        const next = fresh.getElementById(id);
        const focused = now.contains(document.activeElement) ? document.activeElement.closest('tr')?.dataset.call : null;
        const nth = focused ? [...document.activeElement.closest('tr').querySelectorAll('a, button')].indexOf(document.activeElement) : -1;
        now.replaceChildren(...next.childNodes);
        if (focused) now.querySelector(`tr[data-call="${CSS.escape(focused)}"]`)?.querySelectorAll('a, button')[nth]?.focus();
      }
      document.dispatchEvent(new Event('htmx:afterSwap'));
      if (chartIsOld) load();
      chartIsOld = false;
    } catch { /* the next call brings another try */ }
  }

  function follow() {
    if (!waiting) waiting = setTimeout(refresh, 1000);
  }

  if (document.getElementById('journal').dataset.live) {
    document.body.addEventListener('hub:call', follow);
    document.body.addEventListener('hub:call-ended', () => { chartIsOld = true; });
  }

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-not-client]');
    if (!button) return;
    button.disabled = true;
    const number = button.dataset.notClient;
    const told = await hub.post(`/${document.body.dataset.club}/calls/not-a-client`, { number });
    hub.toast(told.text, !told.ok);
    if (told.ok) document.querySelectorAll(`[data-not-client="${CSS.escape(number)}"]`).forEach((one) => one.remove());
    else button.disabled = false;
  });
})();
