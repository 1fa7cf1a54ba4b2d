const end = /^[\s\S]*?[.!?؟](?=\s|$)/;

/** The first sentence of a Markdown template's first paragraph; its facts stay whole. */
export function firstSentence(template: string): string {
  const paragraph = template.split(/\n\s*\n/)[0] ?? '';
  return (end.exec(paragraph)?.[0] ?? paragraph).replace(/\s+/g, ' ').trim();
}
