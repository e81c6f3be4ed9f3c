import { monaco } from './load.ts';

/** Monaco takes no custom properties, so its theme is made from the tokens of the window's theme at this moment. */
export function applyEditorTheme(): void {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const colour = (name: string) => toHex(token(name));
  const plain = (name: string) => colour(name).slice(1, 7);
  monaco.editor.defineTheme('landfall', {
    base: style.colorScheme.includes('light') ? 'vs' : 'vs-dark',
    inherit: false,
    rules: [
      { token: '', foreground: plain('ink-3') },
      { token: 'string.key.json', foreground: plain('ink-3') },
      { token: 'string.value.json', foreground: plain('string') },
      { token: 'number.json', foreground: plain('number') },
      { token: 'keyword.json', foreground: plain('boolean') },
      { token: 'comment', foreground: plain('ink-3'), fontStyle: 'italic' },
    ],
    colors: {
      'editor.background': colour('panel'),
      'editor.foreground': colour('ink'),
      'editorLineNumber.foreground': colour('ink-3'),
      'editorLineNumber.activeForeground': colour('ink-2'),
      'editorCursor.foreground': colour('ink'),
      'editor.selectionBackground': colour('select-soft').slice(0, 7) + '44',
      'editor.inactiveSelectionBackground': colour('select-soft').slice(0, 7) + '22',
      'editor.wordHighlightBackground': colour('select-soft'),
      'editor.wordHighlightStrongBackground': colour('select-soft'),
      'editor.findMatchBackground': colour('landed').slice(0, 7) + '55',
      'editor.findMatchHighlightBackground': colour('landed-soft'),
      'editor.lineHighlightBackground': '#00000000',
      'editor.lineHighlightBorder': '#00000000',
      'editorBracketMatch.background': colour('select-soft'),
      'editorBracketMatch.border': '#00000000',
      'editorIndentGuide.background1': '#00000000',
      'editorError.foreground': colour('bad'),
      'editorWarning.foreground': colour('warn'),
      'editorGutter.foldingControlForeground': colour('ink-3'),
      'editorWidget.background': colour('raised'),
      'editorWidget.foreground': colour('ink'),
      'editorWidget.border': colour('line-strong'),
      'editorHoverWidget.background': colour('raised'),
      'editorHoverWidget.foreground': colour('ink'),
      'editorHoverWidget.border': colour('line-strong'),
      'editorSuggestWidget.background': colour('raised'),
      'editorSuggestWidget.foreground': colour('ink'),
      'editorSuggestWidget.border': colour('line-strong'),
      'editorSuggestWidget.selectedBackground': colour('hover'),
      'editorSuggestWidget.selectedForeground': colour('ink'),
      'editorSuggestWidget.highlightForeground': colour('select'),
      'editorSuggestWidget.focusHighlightForeground': colour('select'),
      'input.background': colour('sunken'),
      'input.foreground': colour('ink'),
      'input.border': colour('line'),
      'inputOption.activeBackground': colour('select-soft'),
      'menu.background': colour('raised'),
      'menu.foreground': colour('ink'),
      'menu.border': colour('line-strong'),
      'menu.selectionBackground': colour('hover'),
      'menu.selectionForeground': colour('ink'),
      'menu.separatorBackground': colour('line'),
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': colour('line-strong').slice(0, 7) + '99',
      'scrollbarSlider.hoverBackground': colour('line-strong'),
      'scrollbarSlider.activeBackground': colour('line-strong'),
      'editorOverviewRuler.border': '#00000000',
      focusBorder: colour('focus'),
      'widget.shadow': '#00000000',
      'list.hoverBackground': colour('hover'),
      'editorMarkerNavigation.background': colour('raised'),
      'editorMarkerNavigationError.background': colour('bad'),
    },
  });
  monaco.editor.setTheme('landfall');
}

/** Any colour of CSS as `#rrggbbaa`. An offscreen canvas would not know the system's own colours (`CanvasText`). */
function toHex(colour: string): string {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (context === null) return '#808080ff';
  context.canvas.width = context.canvas.height = 1;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const pixel = [...context.getImageData(0, 0, 1, 1).data];
  return `#${pixel.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
