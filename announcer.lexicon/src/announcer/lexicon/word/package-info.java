/** Words and how they are pronounced: files are read on the bundle's own thread, texts are looked through on the callers' threads. */
package announcer.lexicon.word;
