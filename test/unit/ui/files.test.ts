// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { pickFile } from '../../../src/ui/files.ts';

afterEach(() => document.body.replaceChildren());

const chooser = (): HTMLInputElement | null =>
  document.body.querySelector<HTMLInputElement>('input[type="file"]');

describe('a person who is asked for a file', () => {
  it('may take their time: the page holds the chooser until it is answered', async () => {
    const picked = pickFile();
    expect(chooser()).not.toBeNull();
    const file = new File(['{}'], 'a.json');
    Object.defineProperty(chooser(), 'files', { value: [file] });
    chooser()?.dispatchEvent(new Event('change'));
    expect(await picked).toBe(file);
    expect(chooser()).toBeNull();
  });

  it('may think better of it', async () => {
    const picked = pickFile();
    chooser()?.dispatchEvent(new Event('cancel'));
    expect(await picked).toBeNull();
    expect(chooser()).toBeNull();
  });
});
