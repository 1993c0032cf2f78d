package dev.approvalcopilot.system.crash;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;

/**
 * Runs inside the service under test, before it starts, and writes a call of {@link CrashHook#reached} to the boundary of each
 * method that the orders name. Needs nothing but the JDK: it shares a class path with a service.
 */
public final class CrashAgent implements ClassFileTransformer {
    private static final ClassDesc HOOK = ClassDesc.of("dev.approvalcopilot.system.crash.CrashHook");
    private static final MethodTypeDesc HOOK_TYPE = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    private final List<CrashOrder> orders;

    private CrashAgent(List<CrashOrder> orders) {
        this.orders = orders;
    }

    /** @param folder where the orders lie, and where the test says which is armed */
    public static void premain(String folder, Instrumentation instrumentation) throws Exception {
        var directory = Path.of(folder);
        CrashHook.watch(directory);
        var orders = Files.readAllLines(directory.resolve(CrashOrder.FILE)).stream()
                .map(CrashOrder::read)
                .toList();
        instrumentation.addTransformer(new CrashAgent(orders));
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        var own = orders.stream().filter(order -> order.isOf(name)).toList();
        if (own.isEmpty()) {
            return null;
        }
        try {
            return written(own, loader, bytes);
        } catch (RuntimeException | LinkageError e) {
            // The virtual machine would swallow it, and the service would never die.
            e.printStackTrace();
            throw e;
        }
    }

    private static byte[] written(List<CrashOrder> orders, ClassLoader loader, byte[] bytes) {
        var hierarchy =
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
        var file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
        return file.transformClass(file.parse(bytes), (builder, element) -> copy(orders, builder, element));
    }

    private static void copy(List<CrashOrder> orders, ClassBuilder builder, ClassElement element) {
        var own = element instanceof MethodModel method
                ? orders.stream().filter(order -> order.names(method)).toList()
                : List.<CrashOrder>of();
        if (own.isEmpty()) {
            builder.with(element);
        } else {
            builder.transformMethod((MethodModel) element, MethodTransform.transformingCode(new Boundaries(own)));
        }
    }

    static Class<?> boundaries() {
        return Boundaries.class;
    }

    /** The calls at the beginning of a method, and before each return. An exception passes without. */
    private record Boundaries(List<CrashOrder> orders) implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            orders.stream().filter(order -> order.at() == CrashOrder.At.ENTRY).forEach(order -> call(code, order));
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof ReturnInstruction) {
                orders.stream()
                        .filter(order -> order.at() == CrashOrder.At.RETURN)
                        .forEach(order -> call(code, order));
            }
            code.with(element);
        }

        private static void call(CodeBuilder code, CrashOrder order) {
            code.loadConstant(order.point()).invokestatic(HOOK, "reached", HOOK_TYPE);
        }
    }
}
