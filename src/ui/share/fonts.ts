/** The typefaces of a picture, inside it: a file that leaves the page finds none of the page's fonts where it goes. */

type Face = { readonly family: string; readonly rule: CSSFontFaceRule };

const loaded = new Map<string, Promise<string>>();

/** The rules of all faces that these texts need, with the fonts in them. */
export async function fontRules(families: ReadonlySet<string>, text: string): Promise<string> {
  const needed = faces().filter(({ family, rule }) => families.has(family) && covers(rule, text));
  const rules = await Promise.all(needed.map(({ rule }) => embedded(rule)));
  return rules.join('\n');
}

/** The names in a CSS list of families. */
export function familiesIn(list: string): readonly string[] {
  return list.split(',').map((name) => name.trim().replace(/^["']|["']$/g, ''));
}

function faces(): readonly Face[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) =>
      rule instanceof CSSFontFaceRule
        ? [{ rule, family: familiesIn(rule.style.getPropertyValue('font-family'))[0] ?? '' }]
        : [],
    ),
  );
}

/** Faces are cut by alphabet: most texts need one of seven. */
function covers(rule: CSSFontFaceRule, text: string): boolean {
  const ranges = rule.style.getPropertyValue('unicode-range');
  if (ranges === '') return true;
  const spans = ranges.split(',').map((range) => {
    const [from = '0', until = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [parseInt(from.replaceAll('?', '0'), 16), parseInt(until.replaceAll('?', 'F'), 16)];
  });
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return spans.some(([from = 0, until = 0]) => code >= from && code <= until);
  });
}

async function embedded(rule: CSSFontFaceRule): Promise<string> {
  const source = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
  if (source === undefined) return '';
  const address = new URL(source, rule.parentStyleSheet?.href ?? location.href).href;
  const data = loaded.get(address) ?? dataOf(address);
  loaded.set(address, data);
  const of = (property: string): string => rule.style.getPropertyValue(property);
  return `@font-face{font-family:${of('font-family')};font-style:${of('font-style')};font-weight:${of('font-weight')};src:url(${await data}) format('woff2');unicode-range:${of('unicode-range')}}`;
}

async function dataOf(address: string): Promise<string> {
  if (address.startsWith('data:')) return address;
  const blob = await (await fetch(address)).blob();
  return await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () =>
      typeof reader.result === 'string' ? resolve(reader.result) : resolve(''),
    );
    reader.addEventListener('error', () => reject(new Error('A font could not be read.')));
    reader.readAsDataURL(blob);
  });
}
