package announcer.transport.winpipe;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** The functions of advapi32.dll that are needed to say who may open a pipe; as {@link Kernel32}. */
final class Advapi32 {
    private static boolean loaded;

    private Advapi32() {
    }

    /** Binds the functions. */
    static synchronized void load() {
        if (!loaded) {
            Native.register(Advapi32.class, Kernel32.library("advapi32"));
            loaded = true;
        }
    }

    static native int OpenProcessToken(Pointer process, int access, PointerByReference token);

    static native int GetTokenInformation(Pointer token, int kind, Pointer into, int length, IntByReference needed);

    static native int ConvertSidToStringSidW(Pointer sid, PointerByReference text);

    static native int ConvertStringSecurityDescriptorToSecurityDescriptorW(WString sddl, int revision, PointerByReference descriptor,
            IntByReference length);
}
