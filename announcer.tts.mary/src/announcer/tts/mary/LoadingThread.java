package announcer.tts.mary;

/** Loads the narrator, once, apart from those who speak: no interruption of theirs may reach it. */
final class LoadingThread extends Thread {
    private final NarratorPool pool;
    private final Narrator narrator;

    LoadingThread(String name, NarratorPool pool, Narrator narrator) {
        super(name);
        this.pool = pool;
        this.narrator = narrator;
        setDaemon(true);
        // MaryTTS looks for its parts through this one; and that of whoever happened to ask first would keep that bundle alive.
        setContextClassLoader(LoadingThread.class.getClassLoader());
    }

    @Override
    public void run() {
        Throwable failure = null;
        boolean complete = false;
        try {
            complete = narrator.load(pool::isClosed);
        } catch (Exception | Error e) {
            failure = e;
        }
        pool.loaded(complete, failure);
    }
}
