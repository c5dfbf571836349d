// Scrolls a grid like a hand that flings it, and looks at what that costs.

// Runs in the page: three screens a frame for so long, turning round at the ends. With `look`, every frame's picture
// is asked for its blank rows, which costs time and so belongs to a fling of its own.
export function fling({ ms, look }) {
  const grids = [...document.querySelectorAll("[role=grid], [role=grid] *")];
  const grid = grids.find((one) => one.scrollHeight > one.clientHeight * 20);
  const box = grid.getBoundingClientRect();
  const text = (y) => document.elementFromPoint(box.left + 120, y)?.closest("[role=row]")?.textContent.trim() ?? "";
  const places = [0.15, 0.3, 0.45, 0.6, 0.75, 0.85].map((part) => box.top + box.height * part);
  let step = grid.clientHeight * 3;
  const end = grid.scrollHeight - grid.clientHeight;
  let at = grid.scrollTop;
  let frames = 0;
  let blank = 0;
  let seen = 0;
  return new Promise((resolve) => {
    const began = performance.now();
    const frame = () => {
      performance.mark("fling");
      frames += 1;
      if (look && frames > 1) {
        for (const y of places) {
          seen += 1;
          if (text(y) === "") blank += 1;
        }
      }
      if (performance.now() - began > ms) return resolve({ frames, blank, seen });
      if (at + step < 0 || at + step > end) step = -step;
      at += step;
      // After the picture is made: a page that is not laid out would be, to be scrolled.
      setTimeout(() => {
        grid.scrollTop = at;
      });
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

const SCRIPT = new Set(["FunctionCall", "EvaluateScript", "RunMicrotasks", "FireAnimationFrame", "TimerFire", "EventDispatch"]);

// Records what the main thread does during `work`: milliseconds of script in each frame, of everything in each frame,
// and the tasks over 50 ms.
export async function traced(page, work) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing", "toplevel"] },
  });
  const result = await work();
  const over = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await over;
  await session.detach();
  return { result, ...costs(events) };
}

function costs(events) {
  const marks = events.filter((event) => event.name === "fling" && event.cat.includes("blink.user_timing"));
  const { pid, tid } = marks[0];
  const starts = marks.map((event) => event.ts).sort((a, b) => a - b);
  const own = events.filter((event) => event.pid === pid && event.tid === tid && event.ph === "X" && event.dur > 0);
  const frames = starts.map(() => ({ script: 0, all: 0 }));
  const place = (ts) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= ts) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const spread = (chosen, kind) => {
    let end = 0;
    for (const event of chosen.sort((a, b) => a.ts - b.ts)) {
      // Within one that is counted already.
      if (event.ts < end) continue;
      end = event.ts + event.dur;
      const at = place(event.ts);
      // The thread's own time: waiting for a busy processor is not the page's doing.
      if (at >= 0) frames[at][kind] += (event.tdur ?? event.dur) / 1000;
    }
  };
  spread(own.filter((event) => SCRIPT.has(event.name)), "script");
  const tasks = own.filter((event) => event.name === "ThreadControllerImpl::RunTask" || event.name === "RunTask");
  spread(tasks, "all");
  const long = tasks.filter((event) => event.ts >= starts[0] && event.dur > 50_000).length;
  return { script: frames.map((frame) => frame.script), all: frames.map((frame) => frame.all), long };
}
