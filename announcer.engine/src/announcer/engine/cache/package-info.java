/**
 * The sound of sentences that were spoken before, kept in memory and on disk, so that they can be spoken again at once.
 *
 * <p>
 * {@link announcer.engine.cache.PhraseCache} is the door. Behind it are two tiers that know nothing of each other: memory, and a folder with
 * one file for each phrase, written by a thread of its own. Everything here may be thrown away at any time: what is missing is synthesised
 * again.
 */
package announcer.engine.cache;
