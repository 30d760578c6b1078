package announcer.tts.mary;

import java.lang.reflect.Field;
import java.util.Timer;

import marytts.LocalMaryInterface;
import marytts.features.FeatureProcessorManager;
import marytts.features.FeatureRegistry;
import marytts.modules.MaryModule;
import marytts.modules.ModuleRegistry;
import marytts.server.Mary;
import marytts.server.MaryProperties;
import marytts.util.MaryRuntimeUtils;
import marytts.util.MaryUtils;

import announcer.tts.mary.Narrator.StopSignal;

/**
 * Starts MaryTTS, which is one for each class loader, without what would outlive the bundle. {@code Mary.startup()} is not called: it
 * leaves a shutdown hook that nobody can take back, which holds the class loader for the life of the JVM, and ends that life with a
 * NoClassDefFoundError. The same steps are taken here, and MaryTTS is told that they are done.
 */
final class MaryStart {
    private static boolean registered;

    private MaryStart() {
    }

    /** Goes on where it was stopped before. Returns whether MaryTTS is started; the calling thread's context class loader is ours. */
    static synchronized boolean start(StopSignal stop) throws Exception {
        if (Mary.currentState() == Mary.STATE_RUNNING) {
            return true;
        }
        endTimer();
        if (!registered) {
            register();
            registered = true;
        }
        for (MaryModule module : ModuleRegistry.getAllModules()) {
            if (stop.stopped()) {
                return false;
            }
            if (module.getState() == MaryModule.MODULE_OFFLINE) {
                module.startup();
            }
        }
        field(Mary.class, "currentState").setInt(null, Mary.STATE_RUNNING);
        // Fails now, and not at the first text, when something is missing.
        new LocalMaryInterface();
        return true;
    }

    private static void register() throws Exception {
        for (String info : MaryProperties.getList("featuremanager.classes.list")) {
            FeatureProcessorManager manager = (FeatureProcessorManager) MaryRuntimeUtils.instantiateObject(info);
            if (manager.getLocale() != null) {
                FeatureRegistry.setFeatureProcessorManager(manager.getLocale(), manager);
            } else {
                FeatureRegistry.setFallbackFeatureProcessorManager(manager);
            }
        }
        for (String info : MaryProperties.moduleInitInfo()) {
            MaryModule module = ModuleRegistry.instantiateModule(info);
            ModuleRegistry.registerModule(module, module.getLocale(), null);
        }
        ModuleRegistry.setRegistrationComplete();
    }

    /** A timer for deleting temporary files, of which there are none here; its thread would never end. */
    private static void endTimer() throws ReflectiveOperationException {
        ((Timer) field(MaryUtils.class, "maintenanceTimer").get(null)).cancel();
    }

    /** The bundle holds MaryTTS 5.2.1 and no other, so its private fields are known. */
    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
