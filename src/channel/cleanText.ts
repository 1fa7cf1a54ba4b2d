/** Control characters but for the line feed and the tab. They show nothing, and terminals and databases obey some. */
const controls = /[^\P{Cc}\n\t]/gu;
/** Embeddings, overrides and isolates make text read otherwise than it stands. Marks for Arabic beside digits stay. */
const directionTricks = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * A text as a person meant it: without characters that only machines see, line ends in one form, valid Unicode, and
 * nothing around it. Markup stays, as the words that it is; whoever shows it shows it as text.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(controls, '')
    .replace(directionTricks, '')
    .trim();
}
