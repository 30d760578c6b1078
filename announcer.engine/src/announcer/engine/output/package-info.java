/** A channel's pipe and its push: what is wanted, what there is, and the steps between. Decisions run on announcer-control, steps that may block on announcer-wiring-n. */
package announcer.engine.output;
