/**
 * The driver of calling numbers: operators who press "next" at once, over HTTP, and a board that watches. Each operator has a thread and a
 * connection of its own.
 */
package announcer.bench.calling;
