// SPDX-License-Identifier: Apache-2.0
// One function: clang's tree of its body as flat IR statements. IR expressions are pure, so what
// has an effect inside a C expression (calls, assignments, ++, ?:, &&) becomes statements and
// temporaries, left to right. What can't be lowered is thrown as Unlowerable and becomes a Hole at
// the statement that it is in; the rest of the function goes on.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "frontend/c/lowering/code.hpp"
#include "frontend/c/lowering/unit.hpp"

#include <clang/AST/Expr.h>
#include <clang/AST/Stmt.h>

namespace sdvlite::frontend::c {

/// Why a statement can't be lowered.
struct Unlowerable {
    std::string reason;
};

class Body {
  public:
    /// `proc` is the declared procedure; `definition` has the body.
    Body(Unit& unit, const clang::FunctionDecl* definition, ir::Proc proc);
    /// The procedure with its body.
    ir::Proc lower();

  private:
    // A __try whose __finally has to run before control leaves it.
    struct Guard {
        const clang::SEHTryStmt* statement = nullptr;
        Label entry = kNoLabel;                           // of the __finally body
        std::uint32_t selector = 0;                       // local: why the __finally body runs
        std::vector<std::pair<Label, std::size_t>> exits; // where to go on, with the number of guards there
    };
    // Where break and continue lead.
    struct Jump {
        Label label = kNoLabel;
        std::size_t guards = 0;
    };
    // The innermost __try: where exceptions go.
    struct Landing {
        Label unknown = kNoLabel; // the exception's code is not known
        Label known = kNoLabel;   // it is in the local `code`
        std::uint32_t code = 0;
    };
    // Values of a selector.
    static constexpr std::uint64_t kBlockEnded = 0;
    static constexpr std::uint64_t kException = 1;
    static constexpr std::uint64_t kFirstExit = 2;
    class Nesting; // counts how deep statements and expressions nest
    class Here;    // sets the place of the statements emitted meanwhile

    // body.cpp
    void bind_parameters();
    void finish_returns();
    std::uint32_t add_local(const std::string& wanted, ir::TypeId type, base::Span span);
    ir::ExprId temp(ir::TypeId type);
    ir::ExprId local(std::uint32_t index) { return exprs_.local(proc_, index); }
    ir::Stmt& emit(ir::StmtKind kind) { return code_.emit(kind, here_); }
    void assign(ir::ExprId lhs, ir::ExprId rhs);
    ir::ExprId settled(ir::ExprId value);
    ir::ExprId settled_designator(ir::ExprId designator);
    ir::ExprId opaque(ir::TypeId type);
    ir::ExprId coerce(ir::ExprId value, ir::TypeId type);
    ir::TypeId type_of(const clang::Expr* e);
    void hole(const std::string& reason);
    void hole_at(std::size_t at, const std::string& reason);
    base::Span span(clang::SourceRange range) { return unit_.places.span(range); }

    // values.cpp
    ir::ExprId rvalue(const clang::Expr* e);
    ir::ExprId rvalue_raw(const clang::Expr* e);
    ir::ExprId lvalue(const clang::Expr* e);
    ir::ExprId lvalue_raw(const clang::Expr* e);
    void effect(const clang::Expr* e);
    ir::ExprId cast(const clang::CastExpr* e);
    ir::ExprId function_value(const clang::Expr* e);
    ir::ExprId variable(const clang::DeclRefExpr* e);
    ir::ExprId member(const clang::MemberExpr* e);
    ir::ExprId element(const clang::ArraySubscriptExpr* e);
    ir::ExprId constant(const clang::Expr* e);
    ir::ExprId type_trait(const clang::UnaryExprOrTypeTraitExpr* e);
    ir::ExprId offset_of(const clang::OffsetOfExpr* e);
    ir::ExprId literal(const clang::Expr* e, const llvm::APInt& value);
    ir::ExprId statement_value(const clang::StmtExpr* e);
    ir::ExprId pointee(ir::ExprId pointer);

    // operators.cpp
    ir::ExprId unary(const clang::UnaryOperator* e);
    ir::ExprId step(const clang::UnaryOperator* e);
    ir::ExprId binary(const clang::BinaryOperator* e);
    ir::ExprId binary_chain(const clang::BinaryOperator* e);
    ir::ExprId operation(const clang::BinaryOperator* e, clang::BinaryOperatorKind op, ir::ExprId a, ir::ExprId b);
    ir::ExprId assignment(const clang::BinaryOperator* e);
    void store(ir::ExprId object, const clang::Expr* e);
    ir::ExprId compound_assignment(const clang::CompoundAssignOperator* e);
    ir::ExprId logical(const clang::BinaryOperator* e);
    void logical_effect(const clang::BinaryOperator* e);
    ir::ExprId conditional(const clang::AbstractConditionalOperator* e, bool wanted);
    void conditional_into(const clang::AbstractConditionalOperator* e, ir::ExprId result);
    ir::ExprId comma(const clang::BinaryOperator* e, bool wanted);
    ir::ExprId advance(ir::ExprId pointer, ir::ExprId by, bool back);

    // conditions.cpp
    void branch(const clang::Expr* e, Label yes, Label no);
    void branch_all(const clang::BinaryOperator* e, Label yes, Label no);
    void branch_value(ir::ExprId value, Label yes, Label no);
    bool is_pure(const clang::Expr* e);

    // calls.cpp
    ir::ExprId call(const clang::CallExpr* e, ir::ExprId into, bool wanted);
    std::vector<ir::ExprId> arguments(const clang::CallExpr* e, ir::TypeId function);
    Label raised(ir::ExprId code);
    void raise(ir::ExprId code);
    void assume(const clang::CallExpr* e, const clang::Expr* condition);

    // intrinsics.cpp
    /// The meaning of a call that isn't one: built-in functions, assumptions, raising functions.
    /// Nothing when `e` is an ordinary call.
    std::optional<ir::ExprId> intrinsic(const clang::CallExpr* e, const clang::FunctionDecl* callee);
    std::optional<ir::ExprId> raising(const clang::CallExpr* e, llvm::StringRef name);
    std::optional<ir::ExprId> exception_value(const clang::CallExpr* e, llvm::StringRef name);

    // overflow.cpp
    std::optional<ir::ExprId> checked_arithmetic(const clang::CallExpr* e, llvm::StringRef name);
    ir::ExprId overflows(ir::BinOp op, unsigned bits, bool is_signed, ir::ExprId x, ir::ExprId y, ir::ExprId r);

    // initialisers.cpp
    void initialise(ir::ExprId object, const clang::Expr* init);
    void initialise_list(ir::ExprId object, const clang::InitListExpr* list);
    void initialise_record(ir::ExprId object, const clang::InitListExpr* list);
    void initialise_array(ir::ExprId object, const clang::InitListExpr* list);
    void zero(ir::ExprId object);
    ir::ExprId compound_literal(const clang::CompoundLiteralExpr* e);

    // statements.cpp
    void statement(const clang::Stmt* s);
    void leaf(const clang::Stmt* s);
    void dispatch(const clang::Stmt* s);
    void compound(const clang::CompoundStmt* s);
    void declaration(const clang::DeclStmt* s);
    void local_variable(const clang::VarDecl* v);
    void condition(const clang::Expr* e, Label yes, Label no);
    void if_chain(const clang::IfStmt* s);
    void while_loop(const clang::WhileStmt* s);
    void do_loop(const clang::DoStmt* s);
    void for_loop(const clang::ForStmt* s);
    void return_statement(const clang::ReturnStmt* s);
    void loop_body(const clang::Stmt* body, Label next, Label end);
    bool report_complaint(clang::SourceLocation begin, clang::SourceLocation end, bool rest);

    // switches.cpp
    void switch_statement(const clang::SwitchStmt* s);
    void case_labels(const clang::Stmt*& s);
    bool is_ordered(const clang::Expr* low, const clang::Expr* high);

    // jumps.cpp
    void find_labels(const clang::Stmt* body);
    void goto_statement(const clang::GotoStmt* s);
    Label label_of(const clang::LabelDecl* label);
    void leave_to(Label target, std::size_t guards);

    // exceptions.cpp
    void try_statement(const clang::SEHTryStmt* s);
    void try_finally(const clang::SEHTryStmt* s);
    void try_except(const clang::SEHTryStmt* s);
    void may_fault(Label fault);
    void may_raise_fault();
    void find_faults(const clang::CompoundStmt* block, Label fault);
    void leave_statement(const clang::SEHLeaveStmt* s);
    void filter(const clang::SEHExceptStmt* handler, Label execute);
    void after_finally(const Guard& guard, const Landing& landing);
    Landing new_landing();
    void unknown_code(std::uint32_t code);

    Unit& unit_;
    Exprs& exprs_;
    const clang::FunctionDecl* definition_;
    ir::Proc proc_;
    Code code_;
    base::Span here_;
    unsigned nesting_ = 0;
    unsigned temps_ = 0;

    std::unordered_map<const clang::VarDecl*, std::uint32_t> locals_;
    std::unordered_set<const clang::Stmt*> faults_; // statements before which memory may turn out not to be there
    std::unordered_map<std::string, unsigned> names_; // how often a local's name was taken
    std::unordered_map<const clang::OpaqueValueExpr*, ir::ExprId> opaque_values_;
    std::unordered_map<const clang::Expr*, bool> pure_;
    const clang::Expr* discarded_ = nullptr; // the expression that is evaluated for its effect only

    std::vector<Jump> breaks_;
    std::vector<Jump> continues_;
    struct Switch {
        std::vector<ir::SwitchCase> cases;
        Label otherwise = kNoLabel;
        unsigned bits = 32;
        std::vector<Label> lost; // holes to which only a label led that clang lost too
    };
    std::vector<Switch> switches_;

    std::unordered_map<const clang::LabelDecl*, Label> labels_;
    std::unordered_map<const clang::LabelDecl*, std::vector<const clang::SEHTryStmt*>> label_guards_;
    std::vector<Guard> guards_;
    std::vector<Jump> leaves_;                          // of the enclosing __try blocks
    std::vector<Landing> landings_;                     // where exceptions go; the innermost last
    std::vector<std::uint32_t> codes_;                  // locals: exception codes of enclosing filters and handlers
    std::vector<std::uint32_t> selectors_;              // locals: of enclosing __finally bodies
    std::vector<std::pair<Label, base::Span>> returns_; // returns out of guarded blocks
    std::optional<std::uint32_t> result_;               // local: the value of those
};

/// Names what an error of clang's means for a reader of the report.
std::string describe(const Complaint& complaint);

class Body::Nesting {
  public:
    explicit Nesting(Body& body) : body_(body) {
        if (++body_.nesting_ > kMax) {
            --body_.nesting_;
            throw Unlowerable{"nested too deeply"};
        }
    }
    ~Nesting() { --body_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

  private:
    // A level takes a few kB of the stack, which is some hundred MB (process/main.cpp).
    static constexpr unsigned kMax = 4000;
    Body& body_;
};

class Body::Here {
  public:
    Here(Body& body, clang::SourceRange range) : body_(body), before_(body.here_) {
        const base::Span span = body.span(range);
        if (span.known()) body_.here_ = span;
    }
    ~Here() { body_.here_ = before_; }
    Here(const Here&) = delete;
    Here& operator=(const Here&) = delete;

  private:
    Body& body_;
    base::Span before_;
};

} // namespace sdvlite::frontend::c
