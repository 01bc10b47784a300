import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { html } from '../../src/report/formats/html.ts';
import { reviewTotals, reviewedFiles } from '../../src/report/review-report.ts';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import type { Change } from '../../src/review/change.ts';
import { planReview } from '../../src/review/review.ts';
import { changeOf, changedFile, deployment, judgeText } from '../judging.ts';
import { CONTEXT, allReports, written } from './all-reports.ts';

/** Debian's, and what Ubuntu's runners have. */
const PROGRAM = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

const HOSTILE = '<img src=x onerror=alert(1)>"\'&</script><script>alert(2)</script>';

const DEMO = 'fixtures/demo';

function demo(): { change: Change; plan: ReviewPlan } {
  const files = ['shop/backup.yaml', 'shop/storefront.yaml'].map((path) => {
    const base = join(DEMO, 'base', path);
    return changedFile(
      path,
      existsSync(base) ? readFileSync(base, 'utf8') : undefined,
      readFileSync(join(DEMO, 'head', path), 'utf8'),
    );
  });
  const change = changeOf(files);
  const ruleSet = { profile: 'immutable' } as const;
  const plan = planReview(change, { ruleSet, failOn: 'error', scope: undefined, fixes: true });
  return { change, plan };
}

function reviewPage(): string {
  const { change, plan } = demo();
  const head = { title: `Podseal review: ${plan.title}`, summary: plan.summary };
  const report = html({ ...CONTEXT, of: 'review' }, head);
  const pieces = reviewedFiles(change, plan).flatMap((file) => report.file(file));
  return report.start + pieces.join('') + report.end(reviewTotals(change, plan));
}

/** A page with so many findings, two a file, and names that try to be markup. */
function checkPage(files: number): string {
  const judged = Array.from({ length: files }, (_, index) =>
    judgeText(
      deployment('web').replace(
        'name: app',
        `name: ${JSON.stringify(index === 0 ? HOSTILE : 'app')}`,
      ),
      index === 0 ? `deploy/${HOSTILE}.yaml` : `deploy/web-${index}.yaml`,
    ),
  );
  return written(allReports().html, judged);
}

describe.skipIf(PROGRAM === undefined)('the page in a browser (chromium)', () => {
  let browser: Browser;
  const folder = join(inject('temporary'), 'pages');

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    browser = await chromium.launch({ executablePath: PROGRAM ?? '', args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser.close();
  });

  async function open(text: string, options: BrowserContextOptions = {}): Promise<Page> {
    const path = join(folder, `${Math.random()}.html`);
    writeFileSync(path, text);
    const context = await browser.newContext({
      viewport: { width: 1000, height: 1100 },
      ...options,
    });
    const page = await context.newPage();
    await page.goto(pathToFileURL(path).href);
    return page;
  }

  const shown = async (page: Page): Promise<number> => page.locator('.item:visible').count();

  it.each(['light', 'dark'] as const)(
    'has no fault that axe finds, in %s colors',
    async (colorScheme) => {
      for (const text of [reviewPage(), checkPage(3)]) {
        // Its Content Security Policy keeps scripts out, axe among them.
        const page = await open(text, { colorScheme, bypassCSP: true });
        await page.addScriptTag({ content: axe.source });
        const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        await page.context().close();
      }
    },
  );

  it('asks nothing of the network, runs nothing from a manifest, and lets in no other script', async () => {
    const page = await open('<p>');
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    writeFileSync(join(folder, 'hostile.html'), checkPage(2));
    await page.goto(pathToFileURL(join(folder, 'hostile.html')).href);
    const blocked = await page.evaluate<string[]>(`new Promise((resolve) => {
      const blocked = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (blocked.push(effectiveDirective) === 3) resolve(blocked);
      });
      setTimeout(() => resolve(blocked), 5000);
      const script = document.createElement('script');
      script.textContent = 'alert(4)';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="https://example.com/x.png" onerror="alert(3)">');
    })`);
    expect(blocked.toSorted()).toEqual(['img-src', 'script-src-attr', 'script-src-elem']);
    expect(await page.locator('h2 code').first().textContent()).toBe(`deploy/${HOSTILE}.yaml`);
    expect(dialogs).toEqual([]);
    const own = await page.evaluate<number>(`performance.getEntriesByType('resource').length`);
    // Only the picture that was refused.
    expect(own).toBeLessThanOrEqual(1);
    await page.context().close();
  });

  it('filters by rule, severity and file, with 2,000 findings', async () => {
    const page = await open(checkPage(1000));
    expect(await page.textContent('#status')).toBe('2000 of 2000 shown');
    await page.selectOption('#rule', 'run-as-non-root');
    expect(await page.textContent('#status')).toBe('1000 of 2000 shown');
    await page.fill('#file', 'web-99');
    expect(await page.textContent('#status')).toBe('11 of 2000 shown');
    expect(await shown(page)).toBe(11);
    await page.uncheck('#error');
    expect(await page.textContent('#status')).toBe('0 of 2000 shown');
    expect(await page.locator('.file:visible').count()).toBe(0);
    await page.click('button[type=reset]');
    await page.waitForFunction(
      `document.querySelector('#status').textContent === '2000 of 2000 shown'`,
    );
    await page.context().close();
  });

  it('is read with keys: j and k move the focus, / goes to the filter', async () => {
    const page = await open(checkPage(2));
    const focused = async (): Promise<string | null> =>
      page.evaluate<string | null>(
        `document.activeElement.matches('.item') ? document.activeElement.querySelector('.rules').textContent : null`,
      );
    await page.keyboard.press('j');
    expect(await focused()).toBe('read-only-root-filesystem');
    await page.keyboard.press('j');
    expect(await focused()).toBe('run-as-non-root');
    await page.keyboard.press('k');
    expect(await focused()).toBe('read-only-root-filesystem');
    await page.keyboard.press('/');
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('file');
    await page.keyboard.type('jk');
    expect(await page.inputValue('#file')).toBe('jk');
    // Keys of one letter can be turned off (WCAG 2.1.4).
    await page.uncheck('#keys');
    await page.click('h1');
    await page.keyboard.press('j');
    expect(await focused()).toBe(null);
    await page.context().close();
  });

  it('copies a suggestion and a patch as they are', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const page = await open(reviewPage(), { permissions });
    await page.getByRole('button', { name: 'Copy suggestion' }).first().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const { plan } = demo();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toBe(plan.comments[0]?.suggestion);
    await page.context().close();
  });

  it('can be read without its script', async () => {
    const page = await open(checkPage(3), { javaScriptEnabled: false });
    expect(await shown(page)).toBe(6);
    expect(await page.locator('button:visible, form:visible').count()).toBe(0);
    await page.context().close();
  });

  it('shows comments and suggestions in the diff; PODSEAL_SCREENSHOT=1 keeps that in docs/', async () => {
    const page = await open(reviewPage());
    expect(await page.locator('.diff .item').count()).toBe(2);
    const { plan } = demo();
    const wanted = new Set(
      plan.comments.flatMap(({ suggestion }) => (suggestion ?? '').split('\n')),
    );
    const added = await page.locator('.change .added .text').allTextContents();
    expect(added.length).toBeGreaterThan(5);
    for (const line of added) expect(wanted).toContain(line);
    const picture = await page.screenshot({ clip: { x: 0, y: 300, width: 1000, height: 620 } });
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    if (process.env['PODSEAL_SCREENSHOT'] === '1') writeFileSync('docs/review.png', picture);
    await page.context().close();
  });
});

it('the page names its own style and script in its policy, and nothing else', () => {
  const text = written(allReports().html, [
    judge(readManifest({ path: 'a.yaml', text: deployment('a') }), { profile: 'strict' }),
  ]);
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
  const plain = policy.replaceAll('&#39;', "'");
  expect(plain).toMatch(
    /^default-src 'none'; style-src 'sha256-[^' ]+'; script-src 'sha256-[^' ]+'; base-uri 'none'; form-action 'none'$/,
  );
  expect(text).not.toMatch(/ (?:style|on\w+)="/);
  expect(text.match(/<script>/g)).toHaveLength(1);
});
