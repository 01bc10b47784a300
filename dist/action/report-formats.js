import { Fn as textLike, fn as listOption } from "./judge-thread.js";
// src/options/report-formats.ts
/** The formats of the report of a check or a review. */
const REPORT_FORMATS = [
	"text",
	"json",
	"github",
	"sarif",
	"junit",
	"gitlab",
	"checkstyle",
	"markdown",
	"rdjson",
	"patch",
	"html"
];
const OUTPUT = new RegExp(`^(?:${REPORT_FORMATS.join("|")})=.`);
/** The option of all that write reports to files. */
const outputOption = listOption("format=file", {
	help: "A further report in a file, such as `sarif=podseal.sarif` or `html=review.html`.",
	default: void 0
}, () => textLike(OUTPUT, "a format and a file, such as sarif=podseal.sarif"));
/** The values of the option `output`, which have its syntax. */
function outputsOf(values = []) {
	return values.flatMap((value) => {
		const at = value.indexOf("=");
		const format = REPORT_FORMATS.find((one) => one === value.slice(0, at));
		return format ? [{
			format,
			path: value.slice(at + 1)
		}] : [];
	});
}
export { outputsOf as n, outputOption as t };
