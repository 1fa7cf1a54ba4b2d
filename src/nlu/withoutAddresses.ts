/** The text's words without links and e-mail addresses, whose letters say nothing of what is meant. Linear in length. */
export function withoutAddresses(text: string): string {
  return text
    .split(/\s+/u)
    .filter((word) => !isAddress(word))
    .join(' ');
}

function isAddress(word: string): boolean {
  return word.includes('://') || /^www\./iu.test(word) || /^[^@]+@[^@]+$/u.test(word);
}
