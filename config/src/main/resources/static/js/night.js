// The calendar of nights: two charts over the weeks and the same as a table.
(function () {
  'use strict';
  const place = document.getElementById('night-chart');
  if (!place) return;
  const choice = document.getElementById('chart-job');
  const colors = ['#c2410c', '#2f6f8f', '#2f8f4e', '#8a6d1d', '#7b4b94', '#b42318', '#4b6584', '#0f766e', '#a16207', '#9d5b7c', '#55734b', '#6b7280'];
  const names = new Map([...choice.options].filter((one) => one.value).map((one) => [one.value, one.textContent]));
  const charts = {};
  let data = null;

  function label(week) {
    const [year, month, day] = week.split('-').map(Number);
    return new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, day));
  }

  const number = (value) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(value);

  function sets(points, field) {
    return [...names.keys()]
      .filter((job) => points.some((point) => point.job === job))
      .map((job) => ({
        label: names.get(job),
        data: data.weeks.map((week) => (points.find((point) => point.week === week && point.job === job) || {})[field] || 0),
        backgroundColor: colors[[...names.keys()].indexOf(job) % colors.length],
        stack: 'jobs',
        maxBarThickness: 36,
      }));
  }

  function draw(id, field, points) {
    const canvas = document.getElementById(id);
    const shown = { labels: data.weeks.map(label), datasets: sets(points, field) };
    canvas.setAttribute('aria-label', place.dataset[field]);
    if (charts[id]) {
      charts[id].data = shown;
      charts[id].update('none');
      return;
    }
    charts[id] = new Chart(canvas, {
      type: 'bar',
      data: shown,
      options: {
        maintainAspectRatio: false,
        animation: false,
        interaction: { mode: 'index', intersect: false },
        plugins: { legend: { display: false }, tooltip: { filter: (item) => item.raw > 0, callbacks: { label: (item) => item.dataset.label + ': ' + number(item.raw) } } },
        scales: {
          x: { stacked: true, grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 8 } },
          y: { stacked: true, beginAtZero: true, ticks: { maxTicksLimit: 6 }, grid: { color: '#ece7e1' } },
        },
      },
    });
  }

  function row(cell, values) {
    const line = document.createElement('tr');
    values.forEach((value) => {
      const one = document.createElement(cell);
      one.textContent = value;
      line.append(one);
    });
    return line;
  }

  function mark(set) {
    const line = document.createElement('li');
    const color = document.createElement('i');
    color.style.background = set.backgroundColor;
    line.append(color, set.label);
    return line;
  }

  function show() {
    const points = data.points.filter((point) => !choice.value || point.job === choice.value);
    place.querySelector('.hub-chart-said').textContent = points.length ? '' : place.dataset.none;
    draw('chart-found', 'found', points);
    draw('chart-seconds', 'seconds', points);
    place.querySelector('.hub-chart-jobs').replaceChildren(...sets(points, 'found').map(mark));
    const texts = place.dataset;
    place.querySelector('thead').replaceChildren(row('th', [texts.week, texts.jobs, texts.found, texts.seconds]));
    place.querySelector('tbody').replaceChildren(...points.map((point) => row('td', [label(point.week), names.get(point.job) || point.job, number(point.found), number(point.seconds)])));
    place.dataset.drawn = choice.value || 'all';
  }

  async function load() {
    try {
      const answer = await fetch(place.dataset.chart, { headers: { Accept: 'application/json' } });
      if (!answer.ok) throw new Error(String(answer.status));
      data = await answer.json();
      Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
      Chart.defaults.color = '#52606d';
      show();
    } catch {
      place.querySelector('.hub-chart-said').textContent = place.dataset.failed;
    }
  }

  choice.addEventListener('change', () => data && show());
  load();
})();
