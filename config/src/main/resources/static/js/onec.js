// Says to the lists below that a run has ended, when the card that is watched no longer shows it.
(function () {
  'use strict';
  const seen = new Map();
  document.addEventListener('htmx:load', (event) => {
    const card = event.detail.elt.closest ? event.detail.elt.closest('.hub-onec') : null;
    if (!card) return;
    const before = seen.get(card.id);
    seen.set(card.id, card.dataset.run);
    if (before && before !== card.dataset.run) document.body.dispatchEvent(new CustomEvent('hub:run-ended'));
  });
})();
