// The twelve lessons in their order.
import type { ComponentType } from "preact";

export interface Lesson {
  number: number;
  title: string;
  /** What one will have seen. */
  promise: string;
  /** That it takes. */
  minutes: number;
  /** Its folder's module, which is fetched when the lesson is opened. */
  load: () => Promise<{ Lesson: ComponentType }>;
}

export interface Group {
  title: string;
  lessons: readonly Lesson[];
}

export const GROUPS: readonly Group[] = [
  {
    title: "What it is",
    lessons: [
      {
        number: 1,
        title: "What does it get?",
        promise: "Your drawing as 784 numbers, and what is lost on the way.",
        minutes: 3,
        load: () => import("./lesson-1/lesson-1"),
      },
      {
        number: 2,
        title: "Go to France?",
        promise: "Two reasons, two weights, one border: that is a neuron.",
        minutes: 4,
        load: () => import("./lesson-2/lesson-2"),
      },
      {
        number: 3,
        title: "What can no line do?",
        promise: "Where one neuron fails, and three do not.",
        minutes: 4,
        load: () => import("./lesson-3/lesson-3"),
      },
      {
        number: 4,
        title: "Why not yes or no?",
        promise: "A switch cannot be taught. A curve can.",
        minutes: 4,
        load: () => import("./lesson-4/lesson-4"),
      },
      {
        number: 5,
        title: "Paint a neuron",
        promise: "784 weights, set with a brush, until it knows your 3.",
        minutes: 5,
        load: () => import("./lesson-5/lesson-5"),
      },
    ],
  },
  {
    title: "How it learns",
    lessons: [
      {
        number: 6,
        title: "How wrong is it?",
        promise: "Ten outputs become one number, the loss.",
        minutes: 4,
        load: () => import("./lesson-6/lesson-6"),
      },
      {
        number: 7,
        title: "Downhill",
        promise: "A marble in a bowl, and how far it should go at once.",
        minutes: 5,
        load: () => import("./lesson-7/lesson-7"),
      },
      {
        number: 8,
        title: "Whose fault is it?",
        promise: "An error goes back through a small network, product by product.",
        minutes: 5,
        load: () => import("./lesson-8/lesson-8"),
      },
      {
        number: 9,
        title: "Three clones",
        promise: "Three neurons that begin alike, and what becomes of them.",
        minutes: 4,
        load: () => import("./lesson-9/lesson-9"),
      },
    ],
  },
  {
    title: "What goes wrong, and what it saw",
    lessons: [
      {
        number: 10,
        title: "Why deep went quiet",
        promise: "Slope times weight, layer after layer.",
        minutes: 4,
        load: () => import("./lesson-10/lesson-10"),
      },
      {
        number: 11,
        title: "By heart",
        promise: "Train too long on too little, and catch it.",
        minutes: 5,
        load: () => import("./lesson-11/lesson-11"),
      },
      {
        number: 12,
        title: "Ask it backwards",
        promise: "Ask it backwards: say 3, and let the network draw.",
        minutes: 5,
        load: () => import("./lesson-12/lesson-12"),
      },
    ],
  },
];

export const LESSONS: readonly Lesson[] = GROUPS.flatMap(({ lessons }) => lessons);

export const lessonOf = (number: number) => LESSONS.find((lesson) => lesson.number === number);

/** Undefined when all are done. */
export const firstUndone = (done: ReadonlySet<number>) => LESSONS.find(({ number }) => !done.has(number));

/** The lesson behind one with this number; none behind the last. */
export const nextAfter = (number: number) => lessonOf(number + 1);

export const addressOf = ({ number }: Lesson) => `#/learn/${number}`;
