(() => {
'use strict';
// Turns the page for readers without scripts into one with search, sort, filters and one description at a time.
// Texts of the catalog reach the document as text nodes, or as markup that the report's writer has escaped.
const root = document.documentElement;
const byId = id => document.getElementById(id);
const json = id => JSON.parse(byId(id).textContent);
const legend = json('legend');
const rows = json('rows');
rows.pop(); // the file ends the list with a 0, so that every row can end in a comma
const [ANCHOR, ID, TITLE, VALUES, SCORE, POINTS, VERDICT, ERRORS, WARNINGS, NOTES, CODES] = Array(11).keys();
const VERDICTS = ['passed', 'failed', 'refused', 'unreadable'];
const SIZE = 50, PRINTED = 300;
const shelves = document.querySelectorAll('noscript.shelf');
const list = byId('list'), open = byId('open'), printed = byId('printed');
const overview = ['overview', 'problems', 'ground', 'entries'].map(byId).filter(Boolean);
const places = new Map(rows.map((row, at) => [row[ANCHOR], at]));
const orders = new Map();
let state = {}, shown = [], parts = {}, hay = null, at = -1, opened = '';

const lang = () => byId('lang-en').checked ? 'en' : 'vi';
const other = () => lang() === 'en' ? 1 : 0;
const say = (key, facts = {}) => legend.words[lang()][key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
const decimal = text => lang() === 'vi' ? text.replace(/\./g, ',') : text;
const value = (row, field) => {
  const known = row[VALUES].find(number => legend.values[number][0] === field);
  return known === undefined ? '' : legend.values[known][1 + other()];
};
// Words in small letters; and the same without marks, so that "so khoa hoc" finds "Sở Khoa học" and "sở" only "sở".
const wordly = text => ' ' + text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');

function make(name, facts = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, fact] of Object.entries(facts)) {
    if (key in made && key !== 'list') made[key] = fact; else made.setAttribute(key, fact);
  }
  made.append(...inside);
  return made;
}

/* What is asked for stands in the address, so that back, forward and links work. */
const FRESH = {q: '', verdict: '', code: '', sort: '', down: '', page: ''};
function readState() {
  const asked = new URLSearchParams(location.hash.split('?')[1] || '');
  state = {...FRESH};
  for (const [key, text] of asked) state[key] = text;
}
function address() {
  const asked = new URLSearchParams(Object.entries(state).filter(([, text]) => text !== ''));
  return '#entries' + (String(asked) && '?' + asked);
}
function change(facts, keepPage) {
  Object.assign(state, keepPage ? {} : {page: ''}, facts);
  history.replaceState(null, '', address());
  refresh();
}

/* The table. */
function haystack() {
  return hay ||= rows.map(row => {
    const text = wordly([row[ID], row[TITLE], ...row[VALUES].flatMap(number => legend.values[number].slice(1))].join(' '));
    return text + plain(text);
  });
}
function fits() {
  const wanted = wordly(state.q).trim().split(' ').filter(Boolean).map(word => ' ' + word);
  const straw = wanted.length ? haystack() : [];
  const code = state.code === '' ? -1 : legend.codes.findIndex(known => known[0] === state.code);
  const values = legend.fields.map((_, field) => state['by' + field]).filter(Boolean).map(Number);
  return (row, place) => (state.verdict === '' || VERDICTS[row[VERDICT]] === state.verdict)
    && (state.code === '' || row[CODES].includes(code))
    && values.every(number => row[VALUES].includes(number))
    && wanted.every(word => straw[place].includes(word));
}
const KEYS = {
  title: row => row[TITLE] || row[ID],
  score: row => row[SCORE] === '' ? -1 : Number(row[SCORE]),
  errors: row => row[ERRORS],
  warnings: row => row[WARNINGS],
};
function order() { // places of all rows as they are sorted; each way is worked out once
  const name = state.sort && state.sort + lang();
  if (!orders.has(name)) {
    const sorted = [...rows.keys()];
    const key = KEYS[state.sort] || (state.sort.startsWith('by') ? row => value(row, Number(state.sort.slice(2))) : null);
    if (key) {
      const keys = rows.map(key), words = new Intl.Collator(lang(), {numeric: true}).compare;
      sorted.sort((a, b) => (typeof keys[a] === 'number' ? keys[a] - keys[b] : words(keys[a], keys[b])) || a - b);
    }
    orders.set(name, sorted);
  }
  return state.down ? [...orders.get(name)].reverse() : orders.get(name);
}
function select() {
  const fit = fits();
  shown = order().filter(place => fit(rows[place], place));
}
function scoreCell(row) {
  const word = VERDICTS[row[VERDICT]];
  const pill = make('span', {className: 'pill ' + (row[VERDICT] === 0 ? 'good' : 'bad')}, say(word));
  return [row[SCORE] === '' ? '–' : decimal(row[SCORE]) + ' %', pill];
}
function line(place) {
  const row = rows[place], [score, pill] = scoreCell(row);
  const link = make('a', {href: '#' + row[ANCHOR]}, make('bdi', {}, row[TITLE] || row[ID]));
  const name = make('td', {}, link);
  if (row[TITLE] && row[ID] !== row[TITLE]) name.append(make('bdi', {className: 'id'}, row[ID]));
  return make('tr', {}, name,
    ...legend.fields.map((_, field) => make('td', {className: 'wide'}, value(row, field))),
    make('td', {className: 'n'}, score), make('td', {}, pill),
    make('td', {className: 'n wide'}, decimal(row[POINTS])),
    make('td', {className: 'n'}, String(row[ERRORS])), make('td', {className: 'n wide'}, String(row[WARNINGS])));
}
function head(paper) {
  const columns = [['title', say('title'), ''], ...legend.fields.map((field, at) => ['by' + at, field[other()], 'wide']),
    ['score', say('score'), 'n'], ['', say('verdict'), ''], ['', say('points'), 'n wide'],
    ['errors', say('errors'), 'n'], ['warnings', say('warnings'), 'n wide']];
  return make('tr', {}, ...columns.map(([key, text, className]) => {
    if (!key || paper) return make('th', {scope: 'col', className}, text);
    const sorted = state.sort !== key ? 'none' : state.down ? 'descending' : 'ascending';
    const button = make('button', {type: 'button', 'data-sort': key}, text);
    button.onclick = () => {
      change({sort: key, down: state.sort === key && !state.down ? '1' : ''});
      parts.head.querySelector(`[data-sort="${key}"]`).focus();
    };
    return make('th', {scope: 'col', className, 'aria-sort': sorted}, button);
  }));
}
function pager(pages, page) {
  const step = (key, to, off) => {
    const button = make('button', {type: 'button', disabled: off, 'data-step': key}, say(key));
    button.onclick = () => {
      change({page: to ? String(to) : ''}, true);
      const same = parts.pager.querySelector(`[data-step=${key}]`);
      (same.disabled ? parts.pager.querySelector('button:not(:disabled)') : same)?.focus();
      byId('entries').scrollIntoView();
    };
    return button;
  };
  parts.pager.hidden = pages < 2;
  parts.pager.setAttribute('aria-label', say('pages'));
  parts.pager.replaceChildren(step('first', 0, page === 0), step('previous', page - 1, page === 0),
    make('span', {}, say('page', {n: page + 1, all: pages})),
    step('next', page + 1, page + 1 >= pages), step('last', pages - 1, page + 1 >= pages));
}
function refresh(all) {
  if (!rows.length) return;
  select();
  const pages = Math.max(1, Math.ceil(shown.length / SIZE));
  const page = Math.min(Math.max(0, Number(state.page) || 0), pages - 1);
  const some = all ? shown : shown.slice(page * SIZE, (page + 1) * SIZE);
  parts.head.replaceChildren(head(all));
  parts.body.replaceChildren(...some.map(line));
  parts.count.textContent = shown.length ? say('count', {n: shown.length, all: rows.length}) : say('none');
  parts.table.hidden = !shown.length;
  pager(pages, page);
}
function choice(key, label, options) {
  const select = make('select', {}, ...options.map(([text, name]) => make('option', {value: text}, name)));
  select.value = state[key] || '';
  select.onchange = () => change({[key]: select.value});
  return make('label', {}, label, select);
}
function tools() {
  const search = make('input', {type: 'search', value: state.q, autocomplete: 'off', id: 'search'});
  search.oninput = () => change({q: search.value});
  const clear = make('button', {type: 'button'}, say('clear'));
  clear.onclick = () => { state = {...FRESH}; change({}); tools(); byId('search').focus(); };
  const print = make('button', {type: 'button'}, say('print'));
  print.onclick = () => window.print();
  const words = new Intl.Collator(lang(), {numeric: true}).compare;
  const named = field => legend.values.map((known, number) => [String(number), known[1 + other()], known[0]])
    .filter(known => known[2] === field).sort((a, b) => words(a[1], b[1]));
  parts.tools.replaceChildren(make('label', {}, say('search'), search),
    choice('verdict', say('verdict'), [['', say('all')], ...VERDICTS.map(word => [word, say(word)])]),
    ...legend.fields.map((field, at) => choice('by' + at, field[other()], [['', say('all')], ...named(at)])),
    choice('code', say('code'), [['', say('any_code')], ...[...legend.codes].sort((a, b) => a[0] < b[0] ? -1 : 1)
      .map(known => [known[0], known[0] + ' ' + known[1 + other()]])]),
    make('div', {className: 'buttons'}, clear, print));
}
function build() {
  parts = {tools: make('div', {className: 'tools'}), count: make('p', {className: 'hint'}), head: make('thead'),
    body: make('tbody'), pager: make('nav', {className: 'pager'})};
  parts.count.setAttribute('role', 'status');
  parts.table = make('table', {className: 'list'}, make('caption', {}), parts.head, parts.body);
  list.append(parts.tools, parts.count, make('div', {className: 'wrap'}, parts.table), parts.pager);
  list.hidden = false;
}

/* One description. */
function explain(made) { // what a finding means stands beside it, not at the end of the page
  for (const link of made.querySelectorAll('a[href^="#x"]')) {
    const note = byId(link.hash.slice(1)).cloneNode(true);
    note.removeAttribute('id');
    link.parentNode.append(note);
    link.replaceWith(make('b', {}, link.textContent));
  }
}
function article(place) {
  const holder = make('template');
  holder.innerHTML = shelves[place].textContent; // written and escaped by the report, never by the catalog
  const made = holder.content.firstElementChild;
  explain(made);
  for (const drawn of made.querySelectorAll('svg')) drawn.setAttribute('aria-hidden', 'true');
  return made;
}
function around(place) {
  const to = (row, key) => row === undefined ? '' : make('a', {className: 'button', href: '#' + rows[row][ANCHOR]}, say(key));
  const here = shown.indexOf(place);
  return make('nav', {className: 'around', 'aria-label': say('title')},
    make('a', {className: 'button', href: address()}, say('back')),
    to(here > 0 ? shown[here - 1] : undefined, 'previous_entry'), to(here < 0 ? undefined : shown[here + 1], 'next_entry'));
}
function show(place) {
  const single = place >= 0;
  for (const section of overview) section.hidden = single;
  open.hidden = !single;
  if (!single) return open.replaceChildren();
  open.replaceChildren(around(place), article(place));
  open.setAttribute('aria-label', say('title'));
}
function go() {
  const name = location.hash.slice(1), before = at;
  at = places.get(name) ?? -1;
  if (at >= 0) {
    opened = name;
    if (!shown.length) { state = {...FRESH}; select(); }
    show(at);
    window.scrollTo(0, 0);
    open.querySelector('h3').focus({preventScroll: true});
    return;
  }
  show(-1);
  const asks = name.split('?')[0] === 'entries';
  if (!rows.length || (before < 0 && !asks && !name.startsWith('e-'))) return; // a place on the page
  if (asks) readState();
  tools();
  refresh();
  if (name.startsWith('e-')) {
    parts.count.textContent = say('missing');
    parts.count.scrollIntoView();
  } else if (before >= 0 && asks) {
    const link = parts.body.querySelector(`a[href="#${opened}"]`);
    if (link) { link.focus({preventScroll: true}); link.scrollIntoView({block: 'center', behavior: 'instant'}); }
  } else if (asks) {
    byId('entries').scrollIntoView();
    byId('entries-title').focus({preventScroll: true});
  }
}
function settle() { // language: of the document, of what the script wrote, of the open description
  root.lang = lang();
  document.title = byId('titles').dataset[lang()];
  if (rows.length) { tools(); refresh(); parts.table.caption.textContent = say('title'); }
  if (at >= 0) { show(at); }
}

/* On paper: the table as it is filtered, whole, and the descriptions in it. */
addEventListener('beforeprint', () => {
  if (at >= 0 || !rows.length) return;
  refresh(true);
  const some = shown.slice(0, PRINTED);
  printed.replaceChildren(...some.map(article));
  if (some.length < shown.length) {
    printed.prepend(make('p', {}, say('print_cut', {n: some.length, all: shown.length})));
  }
  printed.hidden = false;
});
addEventListener('afterprint', () => {
  printed.hidden = true;
  printed.replaceChildren();
  if (at < 0) refresh();
});

byId('notes').hidden = true;
if (byId('problems')) explain(byId('problems'));
if (rows.length) build();
for (const link of document.querySelectorAll('#overview a[data-value], #overview a[data-code]')) {
  const {value: number, code} = link.dataset;
  const field = code ? '' : 'by' + legend.values[number][0];
  link.href = '#entries?' + new URLSearchParams(code ? {code} : {[field]: number});
}
for (const button of document.querySelectorAll('input[name=lang]')) button.onchange = settle;
addEventListener('hashchange', event => { // one that comes late, after the address went on, has nothing to say
  if (new URL(event.newURL).hash === location.hash) go();
});
readState();
settle();
go();
})();
