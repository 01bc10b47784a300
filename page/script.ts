/**
 * What the page of a report does beside showing it: filters, keys and copy buttons. Without it, all of
 * the report is there to be read.
 */
interface Filters {
  readonly rule: HTMLSelectElement;
  readonly file: HTMLInputElement;
  readonly severities: readonly HTMLInputElement[];
  readonly fix: HTMLInputElement;
  readonly keys: HTMLInputElement;
  readonly status: HTMLElement;
}

const items = [...document.querySelectorAll<HTMLElement>('.item')];
const files = [...document.querySelectorAll<HTMLElement>('.file')];

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no #${id}.`);
}

function find(): Filters {
  return {
    rule: element('rule', HTMLSelectElement),
    file: element('file', HTMLInputElement),
    severities: ['error', 'warning', 'notice'].map((id) => element(id, HTMLInputElement)),
    fix: element('fix', HTMLInputElement),
    keys: element('keys', HTMLInputElement),
    status: element('status', HTMLElement),
  };
}

/** The rules of an item: a comment may tell of several. */
function rulesOf(item: HTMLElement): string[] {
  return (item.dataset['rules'] ?? '').split(' ').filter((rule) => rule !== '');
}

function fillRules({ rule }: Filters): void {
  const counts = new Map<string, number>();
  for (const id of items.flatMap(rulesOf)) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const [id, count] of [...counts].sort(([one], [other]) => one.localeCompare(other))) {
    rule.add(new Option(`${id} (${count})`, id));
  }
}

function apply({ rule, file, severities, fix, status }: Filters): void {
  const wanted = severities.filter(({ checked }) => checked).map(({ id }) => id);
  const path = file.value.trim().toLowerCase();
  let shown = 0;
  for (const item of items) {
    const isShown =
      wanted.includes(item.dataset['severity'] ?? '') &&
      (rule.value === '' || rulesOf(item).includes(rule.value)) &&
      (item.dataset['file'] ?? '').toLowerCase().includes(path) &&
      (!fix.checked || item.dataset['fix'] === 'yes');
    item.hidden = !isShown;
    if (isShown) shown++;
  }
  for (const one of files) one.hidden = one.querySelector('.item:not([hidden])') === null;
  const text = `${shown} of ${items.length} shown`;
  if (status.textContent !== text) status.textContent = text;
}

/** Moves the focus to the next item that is shown, or to the one before. */
function move(step: 1 | -1): void {
  const shown = items.filter(({ hidden }) => !hidden);
  const current = document.activeElement?.closest<HTMLElement>('.item');
  const at = current ? shown.indexOf(current) : -1;
  const next = at === -1 ? (step === 1 ? 0 : shown.length - 1) : at + step;
  const item = shown[Math.max(0, Math.min(next, shown.length - 1))];
  item?.focus();
  item?.scrollIntoView({ block: 'center' });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea');
}

function listenToKeys({ keys, file }: Filters): void {
  document.addEventListener('keydown', (event) => {
    const isOther = event.ctrlKey || event.metaKey || event.altKey;
    if (!keys.checked || isOther || isTyping(event.target)) return;
    if (event.key === 'j') move(1);
    else if (event.key === 'k') move(-1);
    else if (event.key === '/') {
      event.preventDefault();
      file.focus();
    }
  });
}

/** Copies what the button is about, and says so where it was. */
async function copy(button: HTMLButtonElement, status: HTMLElement): Promise<void> {
  const text = button.dataset['copy'] ?? '';
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text, button);
  }
  status.textContent = 'Copied.';
  const label = button.textContent;
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
}

/** A page that was opened as a file may not be let at the clipboard. */
function copyBySelection(text: string, button: HTMLButtonElement): void {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  // No other way works without the permission.
  document.execCommand('copy');
  area.remove();
  button.focus();
}

function start(): void {
  const filters = find();
  document.documentElement.classList.add('js');
  fillRules(filters);
  apply(filters);
  const form = element('filters', HTMLFormElement);
  form.addEventListener('input', () => apply(filters));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    // The fields have their first values only after the event.
    setTimeout(() => apply(filters));
  });
  listenToKeys(filters);
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('button') : null;
    if (target?.dataset['copy'] !== undefined) void copy(target, filters.status);
    else if (target?.id === 'next') move(1);
    else if (target?.id === 'previous') move(-1);
  });
}

start();
