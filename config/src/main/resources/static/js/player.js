// Recordings of calls: one player, wherever a button [data-listen] stands. It outlives a refreshed list.
(function () {
  'use strict';
  const template = document.getElementById('player-template');
  const SPEEDS = [1, 1.25, 1.5, 2];
  let bar = null;

  function open() {
    if (bar) return bar;
    bar = template.content.firstElementChild.cloneNode(true);
    const audio = bar.querySelector('audio');
    bar.querySelector('.hub-player-close').addEventListener('click', close);
    bar.querySelector('.hub-player-speed').addEventListener('click', (event) => {
      const next = SPEEDS[(SPEEDS.indexOf(audio.playbackRate) + 1) % SPEEDS.length];
      audio.playbackRate = audio.defaultPlaybackRate = next;
      event.currentTarget.textContent = next + '×';
    });
    audio.addEventListener('error', explain);
    audio.addEventListener('play', mark);
    audio.addEventListener('pause', mark);
    document.body.append(bar);
    return bar;
  }

  function close() {
    const audio = bar.querySelector('audio');
    audio.pause();
    audio.removeAttribute('src');
    mark();
    bar.remove();
    bar = null;
  }

  /** Shows on the buttons what plays. */
  function mark() {
    if (!bar) return;
    const audio = bar.querySelector('audio');
    document.querySelectorAll('[data-listen]').forEach((button) => {
      const plays = audio.getAttribute('src') === button.dataset.listen && !audio.paused;
      button.querySelector('i').className = 'ti ' + (plays ? 'ti-player-pause' : 'ti-player-play');
      button.classList.toggle('active', plays);
    });
  }

  /** The element does not say why: ask for one byte and read the answer. */
  async function explain() {
    const audio = bar && bar.querySelector('audio');
    const address = audio && audio.getAttribute('src');
    if (!address) return;
    let status = 0;
    try {
      status = (await fetch(address, { headers: { Range: 'bytes=0-0' } })).status;
    } catch { /* said as a failure */ }
    if (!bar) return;
    const wrong = bar.querySelector('.hub-player-wrong');
    wrong.textContent = bar.getAttribute('data-' + status) || bar.dataset.failed;
    wrong.hidden = false;
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-listen]');
    if (!button) return;
    const player = open();
    const audio = player.querySelector('audio');
    if (audio.getAttribute('src') === button.dataset.listen && !audio.error) {
      if (audio.paused) audio.play();
      else audio.pause();
      return;
    }
    player.querySelector('.hub-player-wrong').hidden = true;
    player.querySelector('.hub-player-of').textContent = button.dataset.of;
    player.querySelector('.hub-player-save').href = button.dataset.listen;
    audio.src = button.dataset.listen;
    audio.play().catch(() => {});
  });

  document.addEventListener('htmx:afterSwap', mark);
})();
