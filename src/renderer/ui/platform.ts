/** Whether the keyboard has a Command key. */
export const isMac = /mac/i.test(navigator.platform);
