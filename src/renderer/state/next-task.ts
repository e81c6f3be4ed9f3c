/** Lets input and painting go first. `setTimeout` would cost 4 ms each time once nested (HTML, timers). */
export function nextTask(): Promise<void> {
  if ('scheduler' in globalThis) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
