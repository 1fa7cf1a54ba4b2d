const end = /^[\s\S]*?[.!?؟]\**(?=\s|$)/;

const listMark = /^\s*(?:[-*]|\d+\.)\s+/;

/** The first sentence of a Markdown template's first paragraph or list item; its facts stay whole. */
export function firstSentence(template: string): string {
  const paragraph = (template.split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)/)[0] ?? '').replace(listMark, '');
  return (end.exec(paragraph)?.[0] ?? paragraph).replace(/\s+/g, ' ').trim();
}
