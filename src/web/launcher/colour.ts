/** The colours that words on another may have: white, or our ink. */
const white = '#ffffff';
const ink = '#16262b';

/** Which of white and ink reads better on a colour (`#rrggbb`), by contrast as WCAG 2.2 defines it. */
export function onColour(colour: string): string {
  const ground = luminance(colour);
  const contrast = (words: string): number => {
    const [dark = 0, light = 0] = [ground, luminance(words)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  return contrast(white) >= contrast(ink) ? white : ink;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
