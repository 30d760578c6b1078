/** Voices: which there are, which one speaks, how loud it is, and which engines are set aside. Called by any thread; engines are asked on announcer-voices-n and announcer-synth-n. */
package announcer.engine.voice;
