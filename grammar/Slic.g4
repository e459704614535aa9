// SLIC, the rule language of Static Driver Verifier (Ball, Rajamani: SLIC, a specification language
// for interface checking, MSR-TR-2001-21), as the rules in circulation use it. Meaning of every
// construct: grammar/README.md.
//
// The lexer runs on the original text of each file, so that every token knows its place; a
// preprocessor (rules/compiler) then carries out the directives and expands macros token by token;
// the parser sees what is left. That is why the lexer has tokens that no parser rule uses.
//
// Most words of the language are names too wherever that is not ambiguous (rule `name`), because
// rules use them as enumerators and fields. `int` is no keyword: types are names.
grammar Slic;

file : item* EOF ;

item
    : stateBlock
    | watch
    | event
    | memoryEvent
    | select
    ;

// ---- state ------------------------------------------------------------------------------------

stateBlock : STATE LBRACE decl* RBRACE stateGuard? ;
stateGuard : WITH GUARD LPAREN name COMMA expr RPAREN SEMI? ;

decl
    : ENUM LBRACE enumerator (COMMA enumerator)* COMMA? RBRACE name ASSIGN expr SEMI  # enumDecl
    | typeName STAR? name ASSIGN expr SEMI                                            # varDecl
    ;
enumerator : name ;
typeName : ID+ ;

// ---- events -----------------------------------------------------------------------------------

watch : WATCH name DOT when DOT value SEMI ;

// What a watch or guard can name: $1, $return, *$1, (*$1).
value : arg | STAR arg | LPAREN STAR arg RPAREN | LPAREN arg RPAREN ;
arg : ARG | RETURN | DOLLAR_NAME ;

event : eventNames DOT when guardClause? block ;
eventNames
    : name
    | LBRACKET separator? name (separator name)* separator? RBRACKET
    ;
separator : COMMA | BAR ;
when : ENTRY | EXIT ;
guardClause : LBRACKET GUARD (OROR NULL_)? value RBRACKET ;

memoryEvent : LPAREN name COMMA AMP expr RPAREN DOT READ block ;

select : SELECT (ONE | ALL) LBRACE selectCase* RBRACE ;
selectCase : CASE name? COLON (NONE SEMI? | (event | memoryEvent)+) ;

// ---- statements -------------------------------------------------------------------------------

block : LBRACE stmt* RBRACE ;

stmt
    : block                                                # blockStmt
    | IF LPAREN expr RPAREN stmt (ELSE stmt)?              # ifStmt
    | name ASSIGN expr SEMI                                # assignStmt
    | name op=(PLUSPLUS | MINUSMINUS) SEMI                 # stepStmt
    | name op=(PLUSASSIGN | MINUSASSIGN) expr SEMI         # updateStmt
    | ABORT STRING SEMI                                    # abortStmt
    | HALT SEMI                                            # haltStmt
    | SEMI                                                 # emptyStmt
    ;

// ---- expressions: C's precedence ----------------------------------------------------------------

expr
    : INT                                                  # intExpr
    | arg                                                  # argExpr
    | name                                                 # nameExpr
    | LPAREN expr RPAREN                                   # parenExpr
    | expr LPAREN (expr (COMMA expr)*)? RPAREN             # callExpr
    | expr op=(ARROW | DOT) name                           # fieldExpr
    | op=(BANG | MINUS | STAR | TILDE | PLUS | AMP) expr   # unaryExpr
    | expr op=(PLUS | MINUS) expr                          # binaryExpr
    | expr op=(LT | LE | GT | GE) expr                     # binaryExpr
    | expr op=(EQ | NE) expr                               # binaryExpr
    | expr op=AMP expr                                     # binaryExpr
    | expr op=BAR expr                                     # binaryExpr
    | expr op=ANDAND expr                                  # binaryExpr
    | expr op=OROR expr                                    # binaryExpr
    ;

name
    : ID | STATE | WITH | GUARD | WATCH | ENTRY | EXIT | READ | SELECT | ONE | ALL | NONE | NULL_
    ;

// ---- tokens -----------------------------------------------------------------------------------

STATE  : 'state' ;
WITH   : 'with' ;
GUARD  : 'guard' ;
WATCH  : 'watch' ;
ENTRY  : 'entry' ;
EXIT   : 'exit' ;
READ   : 'read' ;
SELECT : 'select' ;
ONE    : 'one' ;
ALL    : 'all' ;
CASE   : 'case' ;
NONE   : 'none' ;
NULL_  : 'null' ;
ENUM   : 'enum' ;
IF     : 'if' ;
ELSE   : 'else' ;
ABORT  : 'abort' ;
HALT   : 'halt' ;

LBRACE : '{' ;
RBRACE : '}' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
SEMI   : ';' ;
COMMA  : ',' ;
COLON  : ':' ;
DOT    : '.' ;
ARROW  : '->' ;
ASSIGN : '=' ;
PLUSASSIGN  : '+=' ;
MINUSASSIGN : '-=' ;
PLUSPLUS    : '++' ;
MINUSMINUS  : '--' ;
EQ : '==' ;
NE : '!=' ;
LE : '<=' ;
LT : '<' ;
GE : '>=' ;
GT : '>' ;
ANDAND : '&&' ;
OROR   : '||' ;
AMP    : '&' ;
BAR    : '|' ;
BANG   : '!' ;
TILDE  : '~' ;
PLUS   : '+' ;
MINUS  : '-' ;
STAR   : '*' ;

ARG         : '$' [0-9]+ ;
RETURN      : '$return' ;
DOLLAR_NAME : '$' [A-Za-z_] [A-Za-z0-9_]* ;
ID          : [A-Za-z_] [A-Za-z0-9_]* ;
// Its value, and whether it is a number at all (0x, 12ab), is looked at when it is used.
INT         : [0-9] [A-Za-z0-9_]* ;
STRING      : '"' ( '\\' '\r'? '\n' | '\\' ~[\r\n] | ~["\\\r\n] )* '"' ;

// Seen by the preprocessor only.
HASH : '#' ;
OPEN_STRING : '"' ( '\\' ~[\r\n] | ~["\\\r\n] )* ;
NEWLINE : '\n' -> channel(HIDDEN) ;
COMMENT : '/*' .*? ( '*/' | EOF ) -> channel(HIDDEN) ;
LINE_COMMENT : '//' ~[\n]* -> skip ;
SPLICE : '\\' '\r'? '\n' -> skip ;
BLANK : [ \t\r\u000B\u000C\u00A0\uFEFF\u001A]+ -> skip ;
OTHER : . ;  // last: anything else wins
