/**
 * Texts as a speech engine can pronounce them: what is no letter or digit of English in words, and a refusal that names what cannot be said. Pure
 * functions, any thread; the time grows with the text's length.
 */
package announcer.lib.pronunciation;
