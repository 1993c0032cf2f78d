// Auth0 may send what it has to say in the fragment, which no server sees: it is moved into the query.
(() => {
  'use strict';

  const said = new URLSearchParams(location.hash.slice(1));
  if (said.has('state')) location.replace(location.pathname + '?' + said);
})();
