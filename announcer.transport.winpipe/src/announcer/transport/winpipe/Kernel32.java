package announcer.transport.winpipe;

import java.util.Map;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;

/**
 * The functions of kernel32.dll that a pipe needs, mapped directly: a call through a JNA interface would make garbage on the pacer's
 * thread. BOOL is an int; a HANDLE is a Pointer.
 */
final class Kernel32 {
    private static boolean loaded;

    private Kernel32() {
    }

    /** Binds the functions. JNA's own library is loaded by it, and not before. */
    static synchronized void load() {
        if (!loaded) {
            Native.register(Kernel32.class, library("kernel32"));
            loaded = true;
        }
    }

    /** With stdcall on 32-bit Windows; 64-bit Windows has one convention, and JNA refuses any other there. */
    static NativeLibrary library(String name) {
        Map<String, Object> options = Native.POINTER_SIZE == Integer.BYTES
                ? Map.of(Library.OPTION_CALLING_CONVENTION, Function.ALT_CONVENTION)
                : Map.of();
        return NativeLibrary.getInstance(name, options);
    }

    static native Pointer CreateNamedPipeW(WString name, int openMode, int pipeMode, int maxInstances, int outBufferSize, int inBufferSize,
            int defaultTimeOut, Pointer securityAttributes);

    static native int ConnectNamedPipe(Pointer pipe, Pointer overlapped);

    static native int WriteFile(Pointer file, Pointer buffer, int length, Pointer written, Pointer overlapped);

    static native int GetOverlappedResult(Pointer file, Pointer overlapped, IntByReference transferred, int wait);

    static native int CancelIoEx(Pointer file, Pointer overlapped);

    static native int CloseHandle(Pointer handle);

    static native Pointer CreateEventW(Pointer attributes, int manualReset, int initialState, WString name);

    static native Pointer GetCurrentProcess();

    static native Pointer LocalFree(Pointer memory);
}
