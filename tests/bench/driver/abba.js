// Sides take turns in ABBA order, so that what slows the machine for a while slows them alike.

export function* turns(sides, runs) {
  for (let round = 0; round < runs; round += 1) {
    const order = round % 2 === 0 ? sides : [...sides].reverse();
    for (const side of order) yield { round, side };
  }
}

// What came of the turns of one task.
export class Score {
  constructor(id, what, more = {}) {
    Object.assign(this, { id, what, ...more, rounds: new Map(), answers: new Map(), notes: new Map() });
  }

  // Other times of the same work, told beside the task's own.
  note(name, times) {
    this.notes.set(name, [...(this.notes.get(name) ?? []), ...times]);
  }

  add(side, round, { times, answer }) {
    this.rounds.set(side, [...(this.rounds.get(side) ?? []), times]);
    if (answer === undefined) return;
    const known = this.answers.get(round) ?? [];
    const other = known.find(([, given]) => given !== answer);
    if (other) throw new Error(`${this.id}: ${side} answers otherwise than ${other[0]}`);
    this.answers.set(round, [...known, [side, answer]]);
  }
}
