/** Monotonic time: a clock that can be injected and replaced in tests, and points of it that are compared safely. No threads. */
package announcer.lib.time;
