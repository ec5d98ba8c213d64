(() => {
'use strict';
// The page reads without this: it only lets the document's language and title follow the switch.
const byId = id => document.getElementById(id);
function settle() {
  const lang = byId('lang-en').checked ? 'en' : 'vi';
  document.documentElement.lang = lang;
  document.title = byId('titles').dataset[lang];
}
for (const button of document.querySelectorAll('input[name=lang]')) button.onchange = settle;
settle();
})();
