import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

interface Entry {
  readonly command?: string;
  readonly when?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
    }[];
    readonly keybindings: readonly Entry[];
    readonly menus: Readonly<Record<string, readonly Entry[]>>;
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly title: string;
        readonly description: string;
        readonly media: { readonly image: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

const { commands, keybindings, menus, walkthroughs } = (json('package.json') as Manifest)
  .contributes;
const words = json('package.nls.json') as Readonly<Record<string, string>>;
const hidden = (menus.commandPalette ?? [])
  .filter(({ when }) => when === 'false')
  .map(({ command }) => command);

/** What menus call otherwise because of where it stands there, and the same in the palette. */
const sameInPalette: Readonly<Record<string, string>> = {
  'cloudhsm.retry': 'cloudhsm.refresh',
  'cloudhsm.mergeLogs': 'cloudhsm.mergeOpenLogs',
};

/** What a hand does again and again while it reads. */
const reading = commands
  .map(({ command }) => command)
  .filter((command) => /\.goTo(?:Next|Previous)|\.goTo(?:Time|Sequence)$/.test(command));

describe('the commands of the extension', () => {
  it('have a title in words, under CloudHSM in the palette', () => {
    for (const { command, title, category } of commands) {
      assert.equal(category, 'CloudHSM', command);
      const [, key = ''] = /^%(.+)%$/.exec(title) ?? [];
      assert.match(words[key] ?? '', /^[A-Z]/, command);
    }
  });

  it('have titles that are different in the palette', () => {
    const shown = commands.filter(({ command }) => !hidden.includes(command));
    const titles = shown.map(({ title }) => words[title.slice(1, -1)]);
    assert.deepEqual([...new Set(titles)], titles);
  });

  it('are all in the palette, those of a row of the sidebar too', () => {
    const conditional = (menus.commandPalette ?? []).map(({ command }) => command);
    for (const command of hidden) {
      const same = sameInPalette[command ?? ''];
      assert.ok(
        commands.some((one) => one.command === same),
        `${command} is not in the palette`,
      );
      assert.ok(!conditional.includes(same), `${same} is not always in the palette`);
    }
  });

  it('that are no longer there are in no menu and on no key', () => {
    const known = commands.map(({ command }) => command);
    for (const { command } of [...Object.values(menus).flat(), ...keybindings]) {
      assert.ok(command === undefined || known.includes(command), command);
    }
  });

  it('that lead from event to event have keys of their own', () => {
    assert.equal(reading.length, 10);
    for (const command of reading) {
      assert.ok(
        keybindings.some((binding) => binding.command === command),
        command,
      );
    }
  });

  it('have keys only where they do something', () => {
    for (const { command, when } of keybindings) {
      assert.match(when ?? '', /editorTextFocus && (?:editorLangId|resourceScheme) /, command);
    }
  });
});

describe('the walkthrough', () => {
  const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const known = commands.map(({ command }) => command);

  it('has words and a picture with a description for every step', () => {
    assert.ok(steps.length > 0);
    for (const { title, description, media } of steps) {
      for (const key of [title, description, media.altText]) {
        assert.ok(words[key.slice(1, -1)], key);
      }
      assert.ok(existsSync(media.image), media.image);
    }
  });

  it('leads to commands that are there, and is done by them', () => {
    for (const { description, completionEvents } of steps) {
      const links = (words[description.slice(1, -1)] ?? '').matchAll(/\]\(command:([\w.]+)\)/g);
      const events = completionEvents.map((event) => event.replace('onCommand:', ''));
      for (const command of [...[...links].map(([, link = '']) => link), ...events]) {
        assert.ok(known.includes(command), command);
      }
    }
  });
});
