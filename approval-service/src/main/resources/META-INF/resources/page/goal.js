// With a goal goes what its words for time mean: the browser's time zone and language.
(() => {
  'use strict';

  for (const form of document.querySelectorAll('form.goal')) {
    form.elements.timeZone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || '';
    form.elements.locale.value = navigator.language || '';
  }
})();
