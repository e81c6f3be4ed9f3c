import { moveProperty } from '../../../../core/schema/move-property.ts';
import { parseSchema } from '../../../../core/schema/parse.ts';
import { spellKeys } from '../../../ui/keys.ts';
import { isMac } from '../../../ui/platform.ts';
import type { EditorHandle } from '../editor-handle.ts';
import type { Landing } from '../landings.ts';
import type { Marker } from '../markers.ts';
import { TAB_FOCUS_KEYS } from '../tab-focus.ts';
import { changeBetween } from '../text-change.ts';
import { HintLayer } from './hint-layer.ts';
import { monaco } from './load.ts';
import s from './schema-editor.module.css';
import { applyEditorTheme } from './theme.ts';

export interface Stretch {
  offset: number;
  length: number;
}

interface Listeners {
  edited: (text: string) => void;
  /** The person put the caret somewhere. */
  wentTo: (offset: number) => void;
  /** A property was moved, and with it these fields. */
  moved: (patterns: readonly string[]) => void;
  /** Whether `required` takes the order of the properties. */
  required: () => boolean;
}

/** Monaco on the draft's schema. The draft stays the truth: what is edited elsewhere arrives through `setText`. */
export class SchemaEditor implements EditorHandle {
  readonly #editor: monaco.editor.IStandaloneCodeEditor;
  readonly #model: monaco.editor.ITextModel;
  readonly #names: monaco.editor.IEditorDecorationsCollection;
  readonly #selected: monaco.editor.IEditorDecorationsCollection;
  readonly #hints: HintLayer;
  readonly #listeners: Listeners;

  constructor(host: HTMLElement, text: string, listeners: Listeners) {
    applyEditorTheme();
    this.#listeners = listeners;
    this.#model = monaco.editor.createModel(
      text,
      'json',
      monaco.Uri.parse('inmemory://landfall/schema.json'),
    );
    this.#model.updateOptions({});
    this.#editor = monaco.editor.create(host, { ...OPTIONS, model: this.#model });
    // A model's own option, which the editor sets from its defaults when it is created; brackets are punctuation here.
    this.#model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    this.#names = this.#editor.createDecorationsCollection();
    this.#selected = this.#editor.createDecorationsCollection();
    this.#hints = new HintLayer(this.#editor, host);
    this.#model.onDidChangeContent(() => listeners.edited(this.#model.getValue()));
    this.#editor.onDidChangeCursorPosition(({ reason, position }) => {
      const byHand =
        reason === monaco.editor.CursorChangeReason.Explicit ||
        reason === monaco.editor.CursorChangeReason.NotSet;
      if (byHand && this.#editor.hasTextFocus()) listeners.wentTo(this.#startOfLine(position));
    });
    this.#editor.addCommand(monaco.KeyMod.Alt | monaco.KeyCode.UpArrow, () => this.move('up'));
    this.#editor.addCommand(monaco.KeyMod.Alt | monaco.KeyCode.DownArrow, () => this.move('down'));
  }

  /** Changes only what differs, as one step of the editor's own undo. */
  setText(text: string): void {
    const change = changeBetween(this.#model.getValue(), text);
    if (change !== null) this.#replace(change.offset, change.length, change.text);
  }

  setTheme(): void {
    applyEditorTheme();
  }

  setLandings(landings: readonly Landing[]): void {
    this.#hints.show(landings);
  }

  /** The names of fields stand out from the keywords around them. */
  setNames(names: readonly Stretch[]): void {
    this.#names.set(
      names.map((name) => ({ range: this.#range(name), options: { inlineClassName: s['name'] ?? null } })),
    );
  }

  /** Beside what the editor's own JSON service marks. */
  setMarkers(markers: readonly Marker[]): void {
    const marks = markers.map(({ message, severity, ...stretch }) => ({
      ...linesOf(this.#range(stretch)),
      message,
      severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    }));
    monaco.editor.setModelMarkers(this.#model, 'landfall', marks);
  }

  /** Lights up the first line of the selected property, and brings it into view. */
  setSelected(property: Stretch | null): void {
    if (property === null) {
      this.#selected.clear();
      return;
    }
    const { lineNumber } = this.#model.getPositionAt(property.offset);
    const range = new monaco.Range(lineNumber, 1, lineNumber, 1);
    this.#selected.set([
      {
        range,
        options: {
          isWholeLine: true,
          className: s['selected'] ?? null,
          marginClassName: s['selected'] ?? null,
        },
      },
    ]);
    if (!this.#editor.hasTextFocus()) this.#editor.revealRangeInCenterIfOutsideViewport(range);
  }

  move(direction: 'up' | 'down'): void {
    const position = this.#editor.getPosition();
    const parsed = parseSchema(this.#model.getValue());
    if (position === null || !parsed.ok) return;
    const required = this.#listeners.required();
    // A caret before the property or after its comma still means the property of this line.
    const places = [this.#model.getOffsetAt(position), this.#startOfLine(position)];
    const move = places
      .map((at) => moveProperty(parsed.schema, at, direction, { required }))
      .find((found) => found !== null);
    if (move === undefined || move === null) return;
    this.#replace(move.offset, move.length, move.text);
    this.#editor.setPosition(this.#model.getPositionAt(move.caret));
    this.#editor.revealPositionInCenterIfOutsideViewport(this.#model.getPositionAt(move.caret));
    this.#listeners.moved(move.patterns);
  }

  /** Whether Tab goes on to what comes after the editor, rather than indent. */
  toggleTabFocus(): boolean {
    const moves = !this.#editor.getOption(monaco.editor.EditorOption.tabFocusMode);
    this.#editor.updateOptions({ tabFocusMode: moves });
    return moves;
  }

  format(): void {
    void this.#editor.getAction('editor.action.formatDocument')?.run();
  }

  focus(): void {
    this.#editor.focus();
  }

  #replace(offset: number, length: number, text: string): void {
    this.#editor.pushUndoStop();
    this.#editor.executeEdits('landfall', [{ range: this.#range({ offset, length }), text }]);
    this.#editor.pushUndoStop();
  }

  #range({ offset, length }: Stretch): monaco.Range {
    return monaco.Range.fromPositions(
      this.#model.getPositionAt(offset),
      this.#model.getPositionAt(offset + length),
    );
  }

  #startOfLine({ lineNumber }: monaco.Position): number {
    const column = this.#model.getLineFirstNonWhitespaceColumn(lineNumber);
    return this.#model.getOffsetAt({ lineNumber, column: Math.max(1, column) });
  }
}

/** A range's lines and columns are on its prototype, which spreading leaves out. */
function linesOf({ startLineNumber, startColumn, endLineNumber, endColumn }: monaco.Range): monaco.IRange {
  return { startLineNumber, startColumn, endLineNumber, endColumn };
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  ariaLabel: `Schema text. Tab indents; ${spellKeys(TAB_FOCUS_KEYS, isMac)} lets it leave the editor.`,
  // In forced colours our tokens are the system's own already; Monaco's guess at a theme may be the wrong way round.
  autoDetectHighContrast: false,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSize: 12.5,
  lineHeight: 21,
  fontLigatures: false,
  fontWeight: '450',
  tabSize: 2,
  // The file's own indentation is guessed from its text, as everywhere else.
  detectIndentation: true,
  minimap: { enabled: false },
  padding: { top: 10, bottom: 10 },
  glyphMargin: false,
  lineNumbersMinChars: 4,
  // Folding adds 16 px of its own.
  lineDecorationsWidth: 0,
  renderFinalNewline: 'off',
  folding: true,
  showFoldingControls: 'mouseover',
  foldingHighlight: false,
  renderLineHighlight: 'none',
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  guides: { indentation: false, bracketPairs: false },
  bracketPairColorization: { enabled: false },
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  scrollBeyondLastLine: false,
  scrollBeyondLastColumn: 0,
  smoothScrolling: false,
  scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 8, useShadows: false },
  stickyScroll: { enabled: false },
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
  wordWrap: 'off',
  quickSuggestions: { strings: true, other: true, comments: false },
  contextmenu: true,
  links: false,
};
