// The twelve lessons in their order. One that is written says how long it takes and where its code is.
import type { ComponentType } from "preact";

export interface Lesson {
  number: number;
  question: string;
  /** What one will have seen. */
  promise: string;
  written?: {
    minutes: number;
    /** Its folder's module, which is fetched when the lesson is opened. */
    load: () => Promise<{ Lesson: ComponentType }>;
  };
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
        question: "What does it get?",
        promise: "Your drawing as 784 numbers, and what is lost on the way.",
      },
      {
        number: 2,
        question: "Go to France?",
        promise: "Two reasons, two weights, one border: that is a neuron.",
        written: { minutes: 4, load: () => import("./lesson-2/lesson-2") },
      },
      { number: 3, question: "What can no line do?", promise: "Where one neuron fails, and three do not." },
      { number: 4, question: "Why not yes or no?", promise: "A switch cannot be taught. A curve can." },
      {
        number: 5,
        question: "Can you paint a neuron?",
        promise: "784 weights, set with a brush, until it knows your 3.",
      },
    ],
  },
  {
    title: "How it learns",
    lessons: [
      { number: 6, question: "How wrong is it?", promise: "Ten outputs become one number, the loss." },
      {
        number: 7,
        question: "How long is a step?",
        promise: "A marble in a bowl, and how far it should go at once.",
      },
      {
        number: 8,
        question: "Whose fault is this?",
        promise: "An error goes back through a small network, product by product.",
      },
      {
        number: 9,
        question: "Why begin at random?",
        promise: "Three neurons that begin alike, and what becomes of them.",
      },
    ],
  },
  {
    title: "What goes wrong, and what it saw",
    lessons: [
      { number: 10, question: "Why did deep go quiet?", promise: "Slope times weight, layer after layer." },
      { number: 11, question: "Learnt, or by heart?", promise: "Train too long on too little, and catch it." },
      { number: 12, question: "What is a 3 to it?", promise: "Ask it backwards: say 3, and let the network draw." },
    ],
  },
];

export const LESSONS: readonly Lesson[] = GROUPS.flatMap(({ lessons }) => lessons);

export const lessonOf = (number: number) => LESSONS.find((lesson) => lesson.number === number);

const written = LESSONS.filter((lesson) => lesson.written);

/** The first written lesson that is not done; undefined when all are. */
export const firstUndone = (done: ReadonlySet<number>) => written.find(({ number }) => !done.has(number));

/** The first written lesson after one of this number. */
export const nextAfter = (number: number) => written.find((lesson) => lesson.number > number);

export const addressOf = ({ number }: Lesson) => `#/learn/${number}`;
