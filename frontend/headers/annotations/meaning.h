// SPDX-License-Identifier: Apache-2.0
// The annotations that carry meaning for the checker: which entry of MajorFunction a dispatch routine is for, which
// role a function plays, what it writes through its parameters, and what the author assumes. Read first by prelude.h and again after every kernel header,
// because a WDK's own headers define the same names as nothing.

#undef _Dispatch_type_
#undef __drv_dispatchType
#undef __drv_dispatchType_other
#define _Dispatch_type_(...) __attribute__((annotate("sdvlite:dispatch_type:" #__VA_ARGS__)))
#define __drv_dispatchType(...) __attribute__((annotate("sdvlite:dispatch_type:" #__VA_ARGS__)))
#define __drv_dispatchType_other __attribute__((annotate("sdvlite:dispatch_type:-1")))

#undef _Function_class_
#undef __drv_functionClass
#define _Function_class_(...) __attribute__((annotate("sdvlite:function_class:" #__VA_ARGS__)))
#define __drv_functionClass(...) __attribute__((annotate("sdvlite:function_class:" #__VA_ARGS__)))

// What a function without a body writes through a parameter.
#undef _Out_
#undef _Out_opt_
#undef _Outptr_
#undef _Outptr_opt_
#undef _Outptr_result_maybenull_
#undef _Inout_
#undef _Inout_opt_
#define _Out_ __attribute__((annotate("sdvlite:out")))
#define _Out_opt_ __attribute__((annotate("sdvlite:out")))
#define _Outptr_ __attribute__((annotate("sdvlite:out")))
#define _Outptr_opt_ __attribute__((annotate("sdvlite:out")))
#define _Outptr_result_maybenull_ __attribute__((annotate("sdvlite:out")))
#define _Inout_ __attribute__((annotate("sdvlite:inout")))
#define _Inout_opt_ __attribute__((annotate("sdvlite:inout")))

// An assumption is a call, which the lowering turns into an `assume`. The argument may be a pointer, hence the `!!`.
void sdvlite_assume(int condition);
#undef __analysis_assume
#undef __analysis_assert
#undef __analysis_hint
#undef _Analysis_assume_
#undef _Analysis_assume_nullterminated_
#undef __assume_bound
#define __analysis_assert(...) ((void)0)
#define __analysis_hint(...)
#define __analysis_assume(...) sdvlite_assume(!!(__VA_ARGS__))
#define _Analysis_assume_(...) sdvlite_assume(!!(__VA_ARGS__))
#define _Analysis_assume_nullterminated_(...) ((void)0)
#define __assume_bound(...) ((void)0)
