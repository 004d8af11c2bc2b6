/** "2,275,489": the same in every browser, whatever its locale. */
export const figure = (count: number): string => count.toLocaleString('en');
