const FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*(.*?)[ \t]*\r?$/;

/**
 * The lines of the first suggestion block of a comment; undefined when there is none. The fence
 * may have any length from three, and the block ends at one that is no shorter
 * (reviewdog/reviewdog#1017, github/markup#1687). A block without lines deletes what it replaces.
 */
export function firstSuggestion(body: string): string[] | undefined {
  let fence: string | undefined;
  let isSuggestion = false;
  let content: string[] = [];
  for (const line of body.split('\n')) {
    const [, marks = '', info = ''] = FENCE.exec(line) ?? [];
    if (fence === undefined) {
      // The info string of a backtick fence can't contain backticks: that is inline code.
      if (marks === '' || (marks.startsWith('`') && info.includes('`'))) continue;
      fence = marks;
      isSuggestion = info === 'suggestion';
      content = [];
    } else if (closes(fence, marks, info)) {
      if (isSuggestion) return content;
      fence = undefined;
    } else {
      content.push(line.replace(/\r$/, ''));
    }
  }
  // Markdown closes an open fence at the end of the document.
  return fence !== undefined && isSuggestion ? content : undefined;
}

function closes(fence: string, marks: string, info: string): boolean {
  return info === '' && marks.length >= fence.length && marks.charAt(0) === fence.charAt(0);
}
