/** Sentences to sound: attempts at a segment, their voices, phrases made ahead and previews. Runs on announcer-synth-n and announcer-preview-n, watched by announcer-control. */
package announcer.engine.synthesis;
