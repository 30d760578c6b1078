package announcer.tts.mary;

import java.lang.annotation.Annotation;

/** A configuration as a value. */
record Settings(int poolSize, boolean warmUp) implements MaryTtsConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
        return MaryTtsConfig.class;
    }
}
