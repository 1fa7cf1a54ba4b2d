const allowed = ['https:', 'tel:', 'mailto:'];

/** The address when a message may link to it, else null. Only absolute https:, tel: and mailto: may. */
export function safeHref(address: string): string | null {
  try {
    const url = new URL(address);
    return allowed.includes(url.protocol) && !/\s/.test(address) ? url.href : null;
  } catch {
    return null;
  }
}
