import { listedSkips, moreFiles } from '../../judge/listed-skips.ts';
import { type Shown, htmlText, joinShown, ownCode, shown } from '../../text/shown.ts';
import { count } from '../../text/tagged.ts';
import type { CheckReport, CheckTotals, ReportContext } from '../check-report.ts';
import type { FileReport } from '../file-report.ts';
import { exemptLine } from '../exempt-line.ts';
import { script, scriptHash, style, styleHash } from '../page/assets.generated.ts';
import { checkedItem } from '../page/checked-item.ts';
import { renderMarkdown } from '../page/render-markdown.ts';
import { reviewedFile } from '../page/reviewed-file.ts';
import { toldFindings } from '../told-findings.ts';

/** What stands above the files. */
export interface PageHead {
  readonly title: string;
  /** Markdown of ours. */
  readonly summary: string;
}

/**
 * One page with all that was found. It asks nothing of the network, runs no script but its own, and can
 * be read without it.
 */
export function html({ of, version }: ReportContext, head?: PageHead): CheckReport {
  const title = head?.title ?? (of === 'check' ? 'Podseal check' : 'Podseal review');
  return {
    start: shown`${documentHead(title)}${body(title, head?.summary ?? '')}`,
    between: shown``,
    file(file) {
      if (file.findings.length === 0) return [];
      return [fileSection(file)];
    },
    end: (totals) => shown`${ending(totals)}</main>
<footer><p>Made by Podseal ${htmlText(version)}.</p></footer>
<script>${SCRIPT}</script>
</body>
</html>
`,
  };
}

const SCRIPT = ownCode(script);
const STYLE = ownCode(style);

function documentHead(title: string): Shown {
  const policy = `default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`;
  return shown`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${htmlText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${htmlText(title)}</title>
<style>${STYLE}</style>
</head>
`;
}

function body(title: string, summary: string): Shown {
  return shown`<body>
<a class="skip" href="#main">Skip to the findings</a>
<header><h1>${htmlText(title)}</h1>${renderMarkdown(summary, 2)}</header>
${FILTERS}
<main id="main">
`;
}

const SEVERITY_BOXES = joinShown(
  [shown`error`, shown`warning`, shown`notice`].map(
    (id) => shown`<label><input type="checkbox" id="${id}" checked> ${id}</label> `,
  ),
  '',
);

const FILTERS = shown`<form class="filters" id="filters" role="search" aria-label="Findings">
<label>Rule <select id="rule"><option value="">all</option></select></label>
<fieldset><legend>Severity</legend>${SEVERITY_BOXES}</fieldset>
<label>File <input type="search" id="file" placeholder="part of the path"></label>
<label><input type="checkbox" id="fix"> with a fix</label>
<button type="reset">Show all</button>
<button type="button" id="previous">Previous</button>
<button type="button" id="next">Next</button>
<label><input type="checkbox" id="keys" checked> Keys: j next, k previous, / file</label>
<p role="status" id="status"></p>
</form>`;

function fileSection(file: FileReport): Shown {
  const content = file.reviewed
    ? reviewedFile(file, file.reviewed)
    : joinShown(
        toldFindings(file.findings).map((told) => checkedItem(file, told)),
        '',
      );
  const name = htmlText(file.path);
  return shown`<section class="file" aria-label="${name}"><h2><code>${name}</code></h2>\n${content}</section>\n`;
}

function ending({ skips, faults, exempted, baseline, ...totals }: CheckTotals): Shown {
  const { errors, warnings, notices, files } = totals;
  const found = shown`<p><strong>${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(notices, 'notice')}</strong> in ${count(files, 'file')}.</p>`;
  const inBaseline =
    baseline.length > 0
      ? shown`<p>${count(baseline.length, 'finding')} in the baseline.</p>`
      : shown``;
  const lists = [
    list(
      shown`Not analyzed`,
      listedSkips(skips).map((skip) => htmlText(`${skip.file}${moreFiles(skip)}: ${skip.reason}`)),
    ),
    list(
      shown`Exemptions that do not count`,
      faults.map(({ file, line, message }) => htmlText(`${file}:${line}: ${message}`)),
    ),
    list(
      shown`Exempt`,
      exempted.map((one) => htmlText(exemptLine(one))),
    ),
  ];
  return shown`<section aria-label="Totals"><h2>Totals</h2>${found}${inBaseline}${joinShown(lists, '')}</section>\n`;
}

function list(title: Shown, rows: readonly Shown[]): Shown {
  if (rows.length === 0) return shown``;
  const items = rows.map((row) => shown`<li>${row}</li>`);
  return shown`<h3>${title}</h3><ul>${joinShown(items, '')}</ul>`;
}
