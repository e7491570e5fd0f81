/**
 * One round of the census in headless Chromium: a hundred million keys by one worker and by two, while the
 * page looks for tasks that keep it waiting. Prints kernel -> {value, unit}.
 */
import { withEnginePage } from './chromium-host.mjs';

const KEYS = 100_000_000;

const measured = await withEnginePage((page) =>
  page.evaluate(async (count) => {
    const { engine } = /** @type {{engine: import('../../web/engine/edgecache.d.ts').Engine}} */ (
      /** @type {unknown} */ (window)
    );
    /** @param {number} keys @param {number} workers */
    const run = async (keys, workers) => {
      /** @type {import('../../web/engine/edgecache.d.ts').CensusJob} */
      const job = { do: 'census', before: 100, after: 101, keys: { prefix: 'user:', count: keys } };
      const start = performance.now();
      const answer = await engine.run(job, { workers });
      if ('refused' in answer) throw new Error(answer.refused);
      return performance.now() - start;
    };
    await run(count / 5, 2); // the workers are there, and their code as good as it gets
    let longest = 0;
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    tasks.observe({ type: 'longtask' });
    const one = await run(count, 1);
    const two = await run(count, 2);
    await new Promise((resolve) => setTimeout(resolve, 100)); // observers hear of a task after it
    tasks.disconnect();
    return { one, two, longest };
  }, KEYS),
);

console.log(
  JSON.stringify({
    census: { value: (measured.one / KEYS) * 1e6, unit: 'ns a key' },
    'census-two-workers': { value: measured.two / 1000, unit: 's' },
    'census-one-worker': { value: measured.one / 1000, unit: 's' },
    'longest-task': { value: measured.longest, unit: 'ms' }, // 0: none over 50 ms
  }),
);
