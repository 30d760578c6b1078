/** An example engine: Morse code. */
package announcer.tts.example;
