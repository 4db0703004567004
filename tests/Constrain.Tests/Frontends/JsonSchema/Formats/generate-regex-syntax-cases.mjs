// Writes regex-syntax-cases.jsonl: random texts, and whether Node takes each as a regex with the flag u.
// Usage: node generate-regex-syntax-cases.mjs COUNT SEED > regex-syntax-cases.jsonl
const N=+process.argv[2]; let seed=(+process.argv[3]||1)>>>0; const rnd=n=>{seed=(seed+0x6D2B79F5)>>>0; let t=Math.imul(seed^(seed>>>15),1|seed); t=(t+Math.imul(t^(t>>>7),61|t))^t; return Math.floor(((t^(t>>>14))>>>0)/4294967296*n)};
const T=['a','b','é','😀','-',']','[','[^','(',')','(?:','(?=','(?!','(?<=','(?<!','(?<n>','(?<m>','(?<é>','\\k<n>','\\k<m>','\\k','\\1','\\2','\\12','\\0','\\00','0','9','{','}','{2}','{2,}','{2,3}','{3,2}','{03,3}','{,2}',',','*','+','?','|','^','$','.','\\d','\\W','\\b','\\B','\\-','\\/','\\a','\\cA','\\c1','\\x4','\\x41','\\xFF','\\u0041','\\uD83D','\\uDE00','\\uD83D\\uDE00','\\u{1F600}','\\u{110000}','\\u{','\\u{0041}','\\p{L}','\\p{Lu}','\\P{Script=Greek}','\\p{Foo}','\\p{gc=Lu}','\\p{Alpha}','\\p{scx=Grek}','\\p','\\n','\\v','\\\\','\\.','\\','a-z','z-a','\\d-','-\\d','a-','<','>','=','!',':','/','\\q','[]','[^]','\\uE000','-\\uD83D\\uDE00','\\uDBFF','-\uE000','-é','é-'];
const seen=new Set();
function valid(s){try{new RegExp(s,'u');return true}catch{return false}}
let out=[];
while(out.length<N){ let s='';const k=1+rnd(7); 
 if(rnd(3)==0){ s='['; for(let i=0;i<k;i++)s+=T[rnd(T.length)]; s+=']'; if(rnd(2)) s+=T[rnd(T.length)]; }
 else for(let i=0;i<k;i++)s+=T[rnd(T.length)];
 // repair: close parens
 if(rnd(2)){let d=(s.match(/\((?!\\)/g)||[]).length-(s.match(/\)/g)||[]).length; while(d-->0)s+=')';}
 if(seen.has(s)||!s.isWellFormed()) continue; seen.add(s); const ok=valid(s); if(!ok && rnd(3)) continue; out.push(JSON.stringify({text:s,isRegex:ok})); }
console.log(out.join('\n'));
